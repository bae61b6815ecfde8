# A full session with Net::EPP::Simple against one endpoint of a demonstration.
#
# Usage: session.pl ENDPOINT.json TAG, where the file is one item of demo.json's epp_endpoints, and
# TAG makes names that nobody else uses.
use strict;
use warnings;
no warnings qw(uninitialized);
use JSON::PP;
use Net::EPP::Simple;

my ($path, $tag) = @ARGV;
open my $file, '<', $path or die "$path: $!";
my $endpoint = decode_json(do { local $/; <$file> });
my $registrar = $endpoint->{registrars}[0];
my $zone = $endpoint->{zones}[0];
my ($port) = $endpoint->{address} =~ /:(\d+)$/;
my $code = 'aB3$dE6&gH9(jK2)mN5+pQ8=';

# Stops where the client saw an error.
sub expect {
    my ($what, $result, $wanted) = @_;
    my $code = $Net::EPP::Simple::Code;
    return $result if defined $wanted ? $code == $wanted : $result;
    die "$what: $code $Net::EPP::Simple::Error\n";
}

my $epp = Net::EPP::Simple->new(
    host => $endpoint->{server_name}, port => $port, timeout => 30, load_config => 0,
    user => $registrar->{id}, pass => $registrar->{password},
    cert => $registrar->{certificate}, key => $registrar->{key},
    verify => 1, ca_file => $endpoint->{ca},
) or die "login: $Net::EPP::Simple::Error\n";

my ($handle, $name) = ("PL-$tag", "pl-$tag.$zone");
my $server = "ns1.other-pl-$tag.icann";
expect('contact check', $epp->check_contact($handle));
expect('contact create', $epp->create_contact({
    id => $handle, email => 'ana@example.com', voice => '+351.210000000', authInfo => $code,
    postalInfo => { int => {
        name => 'Ana Prado',
        addr => { street => ['Rua Um 1'], city => 'Lisboa', cc => 'PT', pc => '1000-001' },
    } },
}));
my $contact = expect('contact info', $epp->contact_info($handle));
die "contact name\n" unless $contact->{postalInfo}{int}{name} eq 'Ana Prado';

expect('domain check', $epp->check_domain($name));
expect('host create', $epp->create_host({ name => $server, addrs => [] }));
expect('domain create', $epp->create_domain({
    name => $name, period => 2, registrant => $handle, authInfo => $code,
    contacts => { admin => $handle, tech => $handle, billing => $handle },
    ns => [$server],
}));
my $domain = expect('domain info', $epp->domain_info($name));
die "registrant\n" unless $domain->{registrant} eq $handle;
die "name server\n" unless grep { lc $_ eq $server } @{$domain->{ns}};
my ($day) = $domain->{exDate} =~ /^(\d{4}-\d{2}-\d{2})/;
expect('domain update', $epp->update_domain({
    name => $name, add => { status => { clientHold => 'unpaid' } }, rem => {}, chg => {},
}));
expect('renew', $epp->renew_domain({ name => $name, cur_exp_date => $day, period => 1 }));
expect('status off', $epp->update_domain({
    name => $name, add => {}, rem => { status => ['clientHold'] }, chg => {},
}));
expect('domain delete', $epp->delete_domain($name));
$epp->domain_info($name);
die "still there: $Net::EPP::Simple::Code\n" unless $Net::EPP::Simple::Code == 2303;
expect('host delete', $epp->delete_host($server));
expect('contact delete', $epp->delete_contact($handle));
expect('logout', $epp->logout);
print "done\n";
