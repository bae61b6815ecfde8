"""A full session with pyepp against one endpoint of a demonstration.

Usage: session.py ENDPOINT.json TAG, where the file is one item of demo.json's epp_endpoints, and
TAG makes names that nobody else uses. The CA is given by SSL_CERT_FILE, as pyepp has no option.
"""

import datetime
import json
import sys

from pyepp import Contact, Domain, EppCommunicator, Host, Poll
from pyepp.contact import AddressData, ContactData, PostalInfoData
from pyepp.domain import DomainData
from pyepp.host import HostData

endpoint = json.load(open(sys.argv[1], encoding="utf-8"))
tag = sys.argv[2]
registrar = endpoint["registrars"][0]
zone = endpoint["zones"][0]
code = "aB3$dE6&gH9(jK2)mN5+pQ8="


def expect(result, *codes):
    """Stops at an answer that is not one of these."""
    if int(result.code) not in codes:
        sys.exit(f"{result.code} {result.message} ({result.reason}), not {codes}")
    return result


epp = EppCommunicator(
    endpoint["server_name"],
    endpoint["address"].rsplit(":", 1)[1],
    registrar["certificate"],
    registrar["key"],
)
epp.connect()
expect(epp.login(registrar["id"], registrar["password"]), 1000)

contact, domain, host, poll = Contact(epp), Domain(epp), Host(epp), Poll(epp)
handle, name = f"PY-{tag}", f"py-{tag}.{zone}"
expect(
    contact.create(
        ContactData(
            id=handle,
            email="ana@example.com",
            phone="+351.210000000",
            password=code,
            postal_info=PostalInfoData(
                name="Ana Prado",
                type="int",
                address=AddressData(street_1="Rua Um 1", city="Lisboa", country_code="PT"),
            ),
        )
    ),
    1000,
)
expect(contact.check([handle]), 1000)
expect(contact.info(handle), 1000)

available = expect(domain.check([name]), 1000)
expect(
    domain.create(
        DomainData(
            domain_name=name,
            period=1,
            registrant=handle,
            admin=handle,
            tech=handle,
            billing=handle,
            password=code,
        )
    ),
    1000,
)
expect(host.create(HostData(host_name=f"ns1.other-{tag}.icann")), 1000)
expect(host.info(f"ns1.other-{tag}.icann"), 1000)
info = expect(domain.info(name), 1000)
expires = datetime.date.today() + datetime.timedelta(days=0)
expires = expires.replace(year=expires.year + 1)
expect(domain.renew(name, expires, 1), 1000)
expect(domain.create(DomainData(domain_name=name, period=1, registrant=handle, admin=handle,
                                tech=handle, billing=handle, password=code)), 2302)
expect(poll.request(), 1300, 1301)
expect(domain.delete(name), 1000)
expect(domain.info(name), 2303)
expect(contact.delete(handle), 1000)
expect(epp.logout(), 1500)
print("done")
