# What registrars and histories say: results, poll messages, statuses, roles, deeds, dates.

## Result messages (RFC 5730, section 3, word for word)
result-1000 = Command completed successfully
result-1001 = Command completed successfully; action pending
result-1300 = Command completed successfully; no messages
result-1301 = Command completed successfully; ack to dequeue
result-1500 = Command completed successfully; ending session
result-2000 = Unknown command
result-2001 = Command syntax error
result-2002 = Command use error
result-2003 = Required parameter missing
result-2004 = Parameter value range error
result-2005 = Parameter value syntax error
result-2100 = Unimplemented protocol version
result-2101 = Unimplemented command
result-2102 = Unimplemented option
result-2103 = Unimplemented extension
result-2104 = Billing failure
result-2105 = Object is not eligible for renewal
result-2106 = Object is not eligible for transfer
result-2200 = Authentication error
result-2201 = Authorization error
result-2202 = Invalid authorization information
result-2300 = Object pending transfer
result-2301 = Object not pending transfer
result-2302 = Object exists
result-2303 = Object does not exist
result-2304 = Object status prohibits operation
result-2305 = Object association prohibits operation
result-2306 = Parameter value policy error
result-2307 = Unimplemented object service
result-2308 = Data management policy violation
result-2400 = Command failed
result-2500 = Command failed; server closing connection
result-2501 = Authentication error; server closing connection
result-2502 = Session limit exceeded; server closing connection

## Poll messages
notice-domain-transferred = { $domain } was transferred from { $losing } to { $gaining }.
notice-contact-transferred = Contact { $handle } was transferred from { $losing } to { $gaining }.
notice-code-created = The holder of { $domain } made a transfer code, valid until { $expires }.
notice-code-created-recovered = The holder of { $domain } made a transfer code, valid until { $expires }. Access to the holder's account was recovered within the last 24 hours.
notice-code-revoked = The holder of { $domain } cancelled its transfer codes.
notice-auto-renewed = { $domain } was renewed automatically until { $expires }.
notice-expired = { $domain } has expired. It can be renewed until { $until }.
notice-pending-delete = { $domain } is being deleted. It will be released on { $purge }.
notice-purged = { $domain } (process ID { $id }) was released on { $at }.
notice-changed-by-registry = The registry changed { $domain }: { $what }.
notice-delegation-held = The new name servers of { $domain } do not answer as the zone demands and are not published yet: { $findings }. They are looked at again.
notice-delegation-released = The new name servers of { $domain } are published now.
notice-low-balance = Your balance is low: { $balance }. Add credit.
notice-application-pending-validation = The application { $id } for { $domain } is being looked at.
notice-application-validated = The application { $id } for { $domain } is valid.
notice-application-invalid = The application { $id } for { $domain } is not valid. Correct it.
notice-application-pending-allocation = The application { $id } for { $domain } waits for the allocation of the name.
notice-application-allocated = { $domain } is allocated to the application { $id }: the name is registered.
notice-application-rejected = The application { $id } for { $domain } is rejected.
notice-application-custom = The application { $id } for { $domain } has the status “{ $status }”.
notice-maintenance-planned = Maintenance { $id } is planned from { $start } to { $end }.
notice-maintenance-changed = The plan of maintenance { $id } has changed: it is from { $start } to { $end }.
notice-maintenance-cancelled = Maintenance { $id } does not take place.
notice-maintenance-begun = Maintenance { $id } begins now and lasts until { $end }.
notice-maintenance-over = Maintenance { $id } is over.

## Statuses in plain words
status-client-delete-prohibited = the registrar blocks deletion
status-client-hold = the registrar keeps the name out of the DNS
status-client-renew-prohibited = the registrar blocks renewal
status-client-transfer-prohibited = the registrar blocks transfers
status-client-update-prohibited = the registrar blocks changes
status-inactive = no name servers are set
status-linked = domains use it
status-ok = nothing stands in the way
status-pending-create = registration is being processed
status-pending-delete = deletion is in progress
status-pending-renew = renewal is being processed
status-pending-transfer = a transfer is being processed
status-pending-update = a change is being processed
status-server-delete-prohibited = the registry blocks deletion
status-server-hold = the registry keeps the name out of the DNS
status-server-renew-prohibited = the registry blocks renewal
status-server-transfer-prohibited = the registry blocks transfers
status-server-update-prohibited = the registry blocks changes
name-state-registered = Registered
name-state-reserved = Reserved
name-state-pending-delete = Pending Delete

## Roles
role-admin = Administrative contact
role-billing = Billing contact
role-tech = Technical contact
role-holder = Holder

## History
history-created = Registered
history-updated = Changed: { $parts }
history-updated-plain = Changed
history-renewed = Renewed until { $expires }
history-auto-renewed = Renewed automatically until { $expires }
history-transferred = Transferred from { $losing } to { $gaining }
history-code-created = Transfer code created, valid until { $expires }
history-code-revoked = Transfer codes cancelled
history-code-refused = { $registrar } tried a wrong transfer code
history-expired = Expired
history-pending-delete = Deletion began
history-removed = Released
history-recovered = Access recovered
history-password-changed = Password changed
history-deposited = Payment of { $amount } received
history-delegation-held = New name servers not published yet: { $findings }
history-delegation-passed = New name servers answer as they should
history-delegation-overruled = The registry lets new name servers be published, whatever was found
history-refused = A command was refused
history-other = { $deed }
part-name-servers = name servers
part-organisations = organisations
part-roles = roles
part-status = status
part-contacts = contacts
part-holder = holder
part-email = email
part-dnssec = DNSSEC
part-renewal = renewal
part-data = data
part-auth-code = transfer code
actor-registrar = Registrar { $id }
actor-holder = Holder
actor-staff = Registry
actor-clock = Automatic
actor-public = Recovery by email

## Dates
date-long = { $day } { $month } { $year }
date-and-time = { $date }, { $time }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Grace, transfers that wait, money
notice-transfer-asked = { $gaining } asks for { $domain }. Without an answer the transfer is decided on { $at }.
notice-transfer-ended = The transfer of { $domain } to { $gaining } does not take place.
notice-contact-transfer-asked = { $gaining } asks for the contact { $handle }. Without an answer it moves on { $at }.
notice-contact-transfer-ended = The transfer of the contact { $handle } to { $gaining } does not take place.
notice-redemption = The domain { $domain } is deleted and can be restored until { $until }.
notice-restore-lapsed = No restore report came for { $domain } in time. It can be restored again until { $until }.
notice-holder-changed = The change of holder of { $domain } has taken place.
notice-holder-unchanged = The change of holder of { $domain } does not take place.

## Steps of grace, transfers and holders
history-transfer-asked = { $gaining } asked for the domain
history-transfer-ended = The transfer did not take place
history-holder-change-asked = Change of holder to { $to } asked for
history-holder-change-ended = The change of holder did not take place
history-holder-changed = The holder is now { $to }
history-redemption = Deleted; can be restored for a while
history-restore-asked = Restoration asked for
history-restored = Restored
history-restore-lapsed = The restoration was not completed in time
history-grace-ended = A grace period ended
history-status-lapsed = The status { $status } ended
history-corrected = Correction of { $amount }
history-begun = Began
history-ended = Ended
history-published = In the DNS with serial { $serial } after { $seconds } s
history-served = at { $secondary } after { $seconds } s
part-terms = terms
part-ttl = times to live
part-certificates = certificates
part-policy = policy

security-password-ends = Your EPP password works until { $at }. Set a new one at your next login.
security-password-over = Your EPP password expired on { $at }. Log in with it and give a new one at the same time.
security-certificate-ends = Your client certificate is valid until { $at }. Have a new one pinned before then.
security-certificate-over = Your client certificate expired on { $at }. Have a new one pinned.
security-password-weak = The new password could be guessed. The present one stays.
security-failed-logins = { $count ->
    [one] Somebody failed to log in as you once within the last 24 hours.
   *[other] Logins as you failed { $count } times within the last 24 hours.
}

clock-lisbon = { $at } (Lisbon time)
clock-madrid = { $at } (Madrid time)
clock-place = { $at } ({ $place } time)
clock-utc = { $at } (UTC)
