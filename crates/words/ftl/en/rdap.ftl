# What RDAP's answers say in sentences.

## Notices

rdap-terms-title = Terms of Service
rdap-terms = By asking this server you accept its terms of service.
rdap-terms-none = The data are given for information about registered names, and not for advertising.
rdap-help-title = About this server
rdap-help = This server answers for the domains, name servers and registrars of { $zones }. It takes look-ups of domain, nameserver and entity, and searches of domains, nameservers and entities.
rdap-search-public = Everybody may search.
rdap-search-authorised = Only authorised requesters may search; they send a bearer token.
rdap-search-off = This server does not search.
rdap-search-reverse = Authorised requesters may search domains by the people behind them.
rdap-cut-title = Part of the results
rdap-cut-page = At most { $count ->
    [one] one result is
   *[other] { $count } results are
} shown at a time; the link “next” leads to those that follow.
rdap-cut-limit = At most 10,000 results can be turned over, and more may match: ask for less.
rdap-cut-handles = Contacts whose handle is not public are left out.

## Why something is kept back

rdap-reason-no-consent = A person's data, published only with consent
rdap-reason-objection = Kept back because its subject objects
rdap-reason-not-published = Not published in this zone

## Errors

rdap-error-400 = The question is not understood
rdap-error-401 = Only authorised requesters may ask this
rdap-error-403 = This token does not permit it
rdap-error-404 = Not found
rdap-error-405 = Only GET and HEAD are answered
rdap-error-414 = The question is too long
rdap-error-422 = This is not searched for
rdap-error-429 = Too many questions
rdap-error-500 = Something failed on our side
rdap-error-501 = This is not offered here

rdap-not-found-domain = { $name } is not registered here.
rdap-not-found-nameserver = { $name } is not known here.
rdap-not-found-entity = There is no contact or registrar { $handle } here.
rdap-wait = Ask again in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}.
rdap-broke = The reference of the failure is { $incident }.
rdap-token = Send a token of yours as “Authorization: Bearer …” over TLS.
rdap-methods = A question is a GET or HEAD request.
rdap-no-such-service = This server knows domains, name servers, contacts and registrars; /help tells more.

rdap-wrong-path = The path begins with none of domain, nameserver, entity, help, domains, nameservers and entities.
rdap-wrong-escape = An escape in the question is none, or makes no UTF-8.
rdap-wrong-name = This is no domain name.
rdap-wrong-handle = This is no handle.
rdap-wrong-address = This is no IP address.
rdap-wrong-parameters = There are too many parameters.
rdap-wrong-twice = A parameter is there twice.
rdap-wrong-several = A search is by one property alone.
rdap-wrong-missing = The parameter with what is searched for is missing.
rdap-wrong-nobody = A reverse search names somebody by fn, handle or email.
rdap-wrong-email = This is no e-mail address.
rdap-wrong-role = The role is none of registrant, administrative, technical and billing.
rdap-wrong-count = count is true or false.
rdap-wrong-sort = There is no such order; the answers of this search list those that there are.
rdap-wrong-cursor = The cursor is none of this server’s.
rdap-wrong-fields = fieldSet is id, brief or full.
rdap-wrong-pattern = One asterisk may stand for any characters, after at least two that are known and in ASCII.
