//! Price lists with a mistake, and the sentence that tells it.

use super::refusals::{Slip, check};
use super::{GTLD, PT};

/// The first line of the price list, which is the price of a registration in all files.
const FIRST: &str = "verb = \"create\"\nper_year = \"8.00\"\n";

#[test]
fn lines_of_the_price_list() {
    let slips: &[Slip] = &[
        ("currency = \"EUR\"", "currency = \"Euro\"", "prices.currency: three letters are needed"),
        (
            "tax_percent = \"0\"",
            "tax_percent = \"100.01\"",
            "prices.tax_percent: 100.01 is more than 100",
        ),
        (
            "tax_percent = \"0\"",
            "tax_percent = \"23 %\"",
            "prices.tax_percent: 23 % is no percentage such as 23 or 6.5",
        ),
        ("\"8.00\"", "\"8,00\"", "prices.list create: 8,00 is no amount such as 9.60"),
        (
            "\"8.00\"",
            "\"8.00 USD\"",
            "prices.list create: 8.00 USD is not in prices.currency, which is EUR",
        ),
        (
            "\"8.00\"",
            "\"10000000.01\"",
            "prices.list create: 10000000.01 is more than 10000000.00 EUR",
        ),
        (
            "per_year = \"8.00\"",
            "per_year = \"8.00\"\nonce = \"8.00\"",
            "prices.list create: it needs either per_year or once",
        ),
        (
            "once = \"40.00\"",
            "per_year = \"40.00\"",
            "prices.list restore: a restoration has no years; say once, without years",
        ),
    ];
    check(GTLD, slips);
}

#[test]
fn lines_that_never_apply() {
    let slips: &[Slip] = &[
        (
            FIRST,
            "verb = \"create\"\nper_year = \"8.00\"\nyears = 11\n",
            "prices.list create of 11 years: no such period is on offer",
        ),
        (
            FIRST,
            "verb = \"transfer\"\nper_year = \"8.00\"\nyears = 2\n",
            "prices.list transfer of 2 years: transfer.years is 1",
        ),
        (
            FIRST,
            "verb = \"create\"\nper_year = \"8.00\"\nfrom = \"tomorrow\"\n",
            "prices.list create: tomorrow is no instant such as 2027-01-01T00:00:00Z",
        ),
        (
            FIRST,
            "verb = \"create\"\nper_year = \"8.00\"\nfrom = \"2027-01-02T00:00:00Z\"\n\
             until = \"2027-01-02T00:00:00Z\"\n",
            "prices.list create: until is not after from",
        ),
        (
            "name = \"premium\"\n",
            "name = \"gold\"\n",
            "prices.list create in tier premium: tier premium is not defined in prices.tier",
        ),
    ];
    check(GTLD, slips);
    let slips: &[Slip] = &[
        (
            "verb = \"create\"",
            "verb = \"transfer\"\nonce = \"1\"\n[[prices.list]]\nverb = \"restore\"\n\
             once = \"1\"\n[[prices.list]]\nverb = \"create\"",
            "prices.list restore: without life.redemption_days nothing can be restored",
        ),
        (
            "verb = \"create\"",
            "verb = \"transfer\"",
            "prices.list transfer: per_year costs nothing, because transfer.years = 0; say once",
        ),
    ];
    check(PT, slips);
}

#[test]
fn lines_that_overlap_or_leave_a_gap() {
    let slips: &[Slip] = &[
        (
            FIRST,
            "verb = \"renew\"\ntier = \"premium\"\nyears = 2\nonce = \"8.00\"\n",
            "prices.list: there is no price for a create of 1 year",
        ),
        (
            FIRST,
            "verb = \"create\"\nper_year = \"8.00\"\nyears = 1\n",
            "prices.list: there is no price for a create of 2 years",
        ),
        (
            "verb = \"transfer\"\nper_year = \"8.00\"\n",
            "verb = \"renew\"\nyears = 2\nonce = \"8.00\"\n",
            "prices.list: there is no price for a transfer of 1 year",
        ),
        (
            FIRST,
            "verb = \"create\"\nper_year = \"8.00\"\nfrom = \"2027-01-01T00:00:00Z\"\n",
            "prices.list: there is no price for a create of 1 year before \
             2027-01-01T00:00:00.000Z",
        ),
        (
            FIRST,
            "verb = \"create\"\nper_year = \"8.00\"\nuntil = \"2027-01-01T00:00:00Z\"\n",
            "prices.list: there is no price for a create of 1 year from 2027-01-01T00:00:00.000Z \
             on",
        ),
        (
            FIRST,
            "verb = \"create\"\nonce = \"8\"\nuntil = \"2027-01-01T00:00:00Z\"\n\
             [[prices.list]]\nverb = \"create\"\nonce = \"9\"\nfrom = \"2027-02-01T00:00:00Z\"\n",
            "prices.list: there is no price for a create of 1 year from 2027-01-01T00:00:00.000Z \
             to 2027-02-01T00:00:00.000Z",
        ),
        (
            FIRST,
            "verb = \"create\"\nonce = \"8\"\nuntil = \"2027-02-01T00:00:00Z\"\n\
             [[prices.list]]\nverb = \"create\"\nonce = \"9\"\nfrom = \"2027-01-01T00:00:00Z\"\n",
            "prices.list create: two prices overlap from 2027-01-01T00:00:00.000Z on",
        ),
        (
            FIRST,
            "verb = \"create\"\nonce = \"8\"\n[[prices.list]]\nverb = \"create\"\nonce = \"9\"\n",
            "prices.list create: two prices overlap from the beginning on",
        ),
    ];
    check(GTLD, slips);
}

#[test]
fn tiers_and_promotions() {
    let promotion = "# [[prices.promotion]]\n# name = \"spring\"\n# verb = \"create\"\n# years = 1\n\
                     # percent = 50\n# from = \"2027-04-01T00:00:00Z\"\n\
                     # until = \"2027-05-01T00:00:00Z\"\n";
    let file = GTLD.replace(promotion, &promotion.replace("# ", ""));
    let slips: &[Slip] = &[
        ("name = \"premium\"", "name = \" \"", "prices.tier: each needs a name"),
        (
            "name = \"premium\"",
            "name = \"standard\"",
            "prices.tier standard: RFC 8748 keeps that word for names without a tier",
        ),
        ("labels = [\"casa\"", "labels = [\"sol\"", "prices.tier premium: sol is there twice"),
        (
            "[[prices.tier]]",
            "[[prices.tier]]\nname = \"gold\"\nlabels = [\"ouro\"]\n[[prices.tier]]",
            "prices.tier gold: prices.list has no price for it",
        ),
        (
            "[[prices.tier]]",
            "[[prices.tier]]\nname = \"gold\"\nlabels = [\"sol\"]\n[[prices.tier]]",
            "prices.tier premium: sol is in tier gold already",
        ),
        (
            "[[prices.tier]]",
            "[[prices.tier]]\nname = \"gold\"\nlabels = []\n[[prices.tier]]",
            "prices.tier gold: no label is in it",
        ),
        ("percent = 50", "percent = 0", "prices.promotion spring: 0 percent reduce nothing"),
        ("percent = 50", "percent = 101", "prices.promotion spring: 101 percent is over 100"),
        ("percent = 50", "", "prices.promotion spring: it needs either percent or fixed"),
        ("2027-05-01", "2027-04-01", "prices.promotion spring: until is not after from"),
        (
            "years = 1\npercent",
            "years = 12\npercent",
            "prices.promotion spring: no such period is on offer",
        ),
        (
            "[[prices.promotion]]",
            "[[prices.promotion]]\nname = \"spring\"\nverb = \"renew\"\nfixed = \"1\"\n\
             from = \"2027-04-01T00:00:00Z\"\nuntil = \"2027-05-01T00:00:00Z\"\n\
             [[prices.promotion]]",
            "prices.promotion spring: it is there twice",
        ),
    ];
    check(&file, slips);
}
