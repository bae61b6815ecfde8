# Why the law says no: what is wrong, then what to do instead. Keys are the rules' stable names.

## Who asks
refusal-account-suspended = This registrar account is suspended. Contact the registry to have it reopened.
refusal-actor-not-allowed = This command is not yours to give. Ask the registry or the registrar of the object.
refusal-not-sponsor = Another registrar looks after this object. Ask that registrar, or transfer the object first.
refusal-superordinate-not-yours = The domain { $domain } above this host is another registrar's. Ask that registrar to create the host.
refusal-superordinate-unknown = The domain { $domain } above this host is not registered. Register it first.
refusal-registrar-taken = The registrar identifier { $registrar } is in use. Choose another one.
refusal-registrar-unknown = There is no registrar { $registrar }. Check the identifier.
refusal-credit-too-low = This costs { $needed } and the balance is { $available }. Add credit, then send the command again.
refusal-too-many-attempts = There were too many attempts. Try again after { $until }.

## Names
refusal-name-character = The character “{ $character }” cannot be part of a name here. Use letters, digits and hyphens that the zone accepts.
refusal-name-length = The name must have { $min } to { $max } characters. Choose a shorter or longer one.
refusal-name-hyphens = The third and fourth characters cannot both be hyphens. Choose another name.
refusal-name-reserved = The name { $domain } is reserved. Choose another name.
refusal-name-taken = The name { $domain } is registered already. Choose another name.
refusal-name-not-in-zone = The name { $domain } is not directly below a zone of this registry. Check its ending.
refusal-zone-closed = New names are not accepted under { $zone }. Choose another zone.
refusal-zone-restricted = New names under { $zone } come through { $authority }. Ask there.
refusal-zone-invalid = The policy of the zone cannot be used: { $problem }. Correct it and send it again.
refusal-zone-not-accredited = This registrar is not accredited for { $zone }. Ask the registry for accreditation.

## Domains
refusal-domain-expired = The domain { $domain } has expired. Renew it first.
refusal-domain-in-dispute = The domain { $domain } is frozen by a dispute. Wait for its end or contact the registry.
refusal-domain-pending-delete = The domain { $domain } is being deleted. It can be registered again once it is released.
refusal-domain-has-hosts = The host { $host } lies below this domain. Rename or delete its hosts first.
refusal-domain-unknown = The domain { $domain } is not registered here. Check the name.
refusal-process-id-contradicts = The process ID { $id } belongs to another domain. Check it, or leave it out.
refusal-expiry-mismatch = The domain does not expire on { $date }. Read its present expiry date and send the command again.
refusal-period-not-offered = { $years ->
    [one] A period of { $years } year is not on offer here. Choose one of the zone's periods.
   *[other] A period of { $years } years is not on offer here. Choose one of the zone's periods.
}
refusal-renewal-too-early = This domain can be renewed from { $from }. Try again then.
refusal-renewal-too-far = { $years ->
    [one] The expiry would lie more than { $years } year ahead. Choose a shorter period.
   *[other] The expiry would lie more than { $years } years ahead. Choose a shorter period.
}
refusal-status-prohibits = It is not possible now: { $plain } ({ $status }). Have the status removed first.
refusal-status-not-client = The status { $status } is set by the registry alone. Leave it out.

## Name servers and hosts
refusal-address-missing = The host { $host } lies below a domain here and needs an address. Give at least one.
refusal-address-not-routable = No name server can have the address { $address }. Give one that can be reached from the internet.
refusal-address-unwanted = The host { $host } takes no addresses here. Leave them out.
refusal-host-model-not-offered = This zone does not take name servers in this form. Use host attributes instead of host objects, or the other way round.
refusal-nothing-held-back = No delegation of { $domain } is held back. See how it is published before you ask again.
refusal-servers-not-ready = The name servers do not answer as this zone demands: { $found }. Set them up first, then send the command again.
refusal-host-is-linked = Domains still use the host { $host }. Remove it from them first.
refusal-host-is-linked-elsewhere = Domains of another registrar use the host { $host }. It cannot change until they leave it.
refusal-host-taken = The host { $host } exists already. Use it as it is.
refusal-host-unknown = The host { $host } does not exist. Create it first.
refusal-name-servers-too-many = { $max ->
    [one] A domain here has at most { $max } name server. Remove the rest.
   *[other] A domain here has at most { $max } name servers. Remove the rest.
}
refusal-signer-invalid = The delegation signer is not right ({ $field }: { $value }). Check it against the zone's key.

## Contacts
refusal-contact-is-linked = Domains or organisations still use the contact { $handle }. Remove it from them first.
refusal-contact-missing = A contact for the role “{ $role }” is needed. Add one.
refusal-contact-unknown = The contact { $handle } does not exist. Check the NIC handle or create the contact.
refusal-registrant-unwanted = A registrant is not accepted here. Leave it out.
refusal-email-syntax = “{ $email }” is not an email address. Check it.
refusal-identity-missing = A taxpayer number is needed. Give the holder's number with its country.
refusal-identity-frozen = Name and taxpayer number are fixed. Ask the registry to correct them.
refusal-identity-length = The taxpayer number “{ $number }” has the wrong length. Check it.
refusal-identity-digits = { $wanted ->
    [one] The taxpayer number “{ $number }” has the wrong length: it must have { $wanted } character. Check it.
   *[other] The taxpayer number “{ $number }” has the wrong length: it must have { $wanted } characters. Check it.
}
refusal-identity-character = The taxpayer number “{ $number }” has a character that no such number has. Check it.
refusal-identity-check-digit = The check digit of the taxpayer number “{ $number }” does not agree. One of its digits is mistyped.
refusal-identity-shape = The taxpayer number “{ $number }” does not have the form of its country. Check number and country.

## Transfer codes and transfers
refusal-code-missing = A transfer code is needed. The holder or the present registrar has it.
refusal-code-mistyped = The transfer code is mistyped: its check characters do not agree. Compare it with the original.
refusal-code-wrong = This is not the transfer code of this domain. Check it, or ask the holder for a new one.
refusal-code-expired = The transfer code expired on { $at }. Ask the holder for a new one.
refusal-code-used = The transfer code was used on { $at } and works only once. Ask the holder for a new one.
refusal-code-revoked = The transfer code was cancelled on { $at }. Ask the holder for a new one.
refusal-code-throttled = There were too many wrong codes for this domain. Try again after { $until }.
refusal-code-limit-reached = You have made as many codes for this domain as a day allows. You can make the next one after { $until }.
refusal-code-not-offered = Transfer codes are not made this way for { $domain }. Use the other way: holder's portal or registrar.
refusal-code-too-weak = { $min ->
    [one] The code is too short. Give at least { $min } character, chosen at random.
   *[other] The code is too short. Give at least { $min } characters, chosen at random.
}
refusal-transfer-to-self = This registrar looks after the object already. No transfer is needed.
refusal-transfer-none = This object was never transferred. There is nothing to show.
refusal-not-pending-transfer = No transfer is waiting for an answer. Ask for one first.

## Access
refusal-link-dead = This link no longer works. Ask for another one on the sign-in page.
refusal-password-too-weak = The password is too short, too simple or widely known. Choose a longer one.

## Commands
refusal-change-has-no-effect = The change “{ $value }” has no effect: it adds what is there or removes what is not. Leave it out.
refusal-change-is-empty = The update changes nothing. Say what should change.
refusal-duplicate = The value “{ $value }” is given twice. Give it once.
refusal-extension-not-offered = The extension { $extension } is not offered here. Leave it out.
refusal-message-unknown = There is no message { $id } in your queue. Request the queue to see the oldest one.
refusal-not-offered = The value “{ $value }” of { $element } is not kept or offered here. Leave it out or use another.
refusal-required = The value of { $element } is missing. Give it.

## Grace, transfers that wait, money
refusal-allocation-token-unknown = This allocation token is not known here, or is another registrar's. Check it.
refusal-allocation-token-unfit = The allocation token is not for { $domain }. Use it with the name that it was made for.
refusal-allocation-token-spent = The allocation token has been used, or is not valid today. Ask the registry for another one.
refusal-allocation-token-taken = An allocation token with this text exists already. Choose another text.
refusal-code-too-guessable = The code could be guessed. Use a random one of at least { $bits } bits, such as 20 characters of all kinds.
refusal-contact-taken = The handle { $handle } is in use. Choose another one.
refusal-currency-not-offered = Fees are not charged in { $currency } here. Use the currency of the zone.
refusal-fee-too-low = The fee is { $needed }, more than the command agrees to. Send the command again with that fee.
refusal-fee-unclaimed = This name has a price of its own, { $needed }. Send the command again and agree to that fee.
refusal-holder-change-pending = A change of holder of { $domain } is waiting for an answer. Wait for it, or cancel it first.
refusal-holder-change-none = No change of holder is waiting for your answer. It was answered, withdrawn or ran out of time; ask for it again if you want it.
refusal-holder-unchanged = This contact holds the domain already. Choose another one.
refusal-idn-table-unknown = The zone has no table of letters “{ $table }”. Leave it out or use the table of the zone.
refusal-maintenance-backwards = A maintenance from { $start } to { $end } ends before it begins, or before now. Check both instants.
refusal-maintenance-over = Maintenance { $id } is over or was called off. Announce another one under another identifier.
refusal-maintenance-unknown = There is no maintenance { $id } here. Ask for the list.
refusal-zone-unknown = There is no zone { $zone } here. Name one of the registry's zones.
refusal-no-direct-management = Every name under { $zone } needs a registrar. Transfer it to another one instead.
refusal-not-in-redemption = The domain { $domain } is not in its redemption period. Only a deleted domain can be restored.
refusal-not-pending-restore = The domain { $domain } is not waiting for a restore report. Send the restore request first.
refusal-not-transfer-party = This answer is not yours to give. The losing registrar approves or rejects, the gaining one cancels.
refusal-retry-mismatch = Another command was carried out under this reference a short time ago. Use a new reference.
refusal-signer-form-not-offered = Delegation signers are not given as { $form } in this zone. Use the other form.
refusal-transfer-locked = The domain cannot be transferred before { $until }. Try again then.
refusal-transfer-pending = A transfer of this object is already waiting for an answer. Wait for it to end.
refusal-transfer-too-late = The domain expires too soon: it could be transferred until { $until }. Renew it first.
refusal-ttl-out-of-range = A time to live must be { $min } to { $max } seconds here. Choose one in between, or leave it out.

## Launch
refusal-launch-phase-mismatch = The phase “{ $asked }” is not open. Use one that is: { $open }.
refusal-launch-phase-missing = Names are not for everybody yet. Say in which phase you ask: { $open }.
refusal-launch-closed = New names under { $zone } are taken from { $from }. Try again then.
refusal-launch-kind-mismatch = This phase makes another kind of object: { $kind }. Ask for that, or leave the kind out.
refusal-mark-missing = This phase is for those who have a mark. Send the signed mark of the name.
refusal-mark-unwanted = This phase takes no marks. Leave the mark out.
refusal-mark-model-not-offered = Codes, and marks without a signature, are not checked here. Send a signed mark.
refusal-mark-form = The mark's signature is not of the form of RFC 7848, or is not about the mark. Send the file as the validator made it.
refusal-mark-digest = The signed mark was changed after it was signed. Send the file as the validator made it.
refusal-mark-signature = The mark's signature is not that of its certificate. Send the file as the validator made it.
refusal-mark-certificate = The certificate of the mark's signature is not from a validator that is trusted here. Ask the clearing house.
refusal-mark-certificate-expired = The certificate of the mark's signature is not in force now. Ask the validator for a new signed mark.
refusal-mark-certificate-revoked = The certificate of the mark's signature was revoked. Ask the validator for a new signed mark.
refusal-mark-no-anchor = This registry trusts no validator of marks yet. Ask the registry.
refusal-mark-revoked = The signed mark { $id } was revoked on { $at }. Ask the validator for another one.
refusal-mark-not-in-force = The signed mark is good from { $from } to { $until }. Ask the validator for another one.
refusal-mark-of-other-name = The signed mark is not one of { $name }. Send one that has this label.
refusal-notice-missing = There is a claim on this name. Have its holder accept the notice with the key { $key }, and send the notice.
refusal-notice-unwanted = There is no claim on { $name } here. Leave the notice out.
refusal-notice-of-other = Notices of “{ $validator }” are not known here. Use those of the clearing house.
refusal-notice-syntax = “{ $id }” is not the identifier of a notice. It has 8 hexadecimal digits and 19 decimal ones.
refusal-notice-forged = The notice { $id } is not for this name and this end. Send it as the clearing house gave it.
refusal-notice-expired = The notice was good until { $at }. Fetch a new one.
refusal-notice-stale = The notice was accepted on { $at }, and counts for 48 hours. Have it accepted again.
refusal-application-unknown = There is no application { $id } for this name. Check its identifier.
refusal-applications-not-offered = No phase of { $zone } collects applications. Register the name, or leave the extension out.
refusal-application-phase-mismatch = The application was made in the phase “{ $phase }”, not in “{ $asked }”. Name that phase.
refusal-application-status-prohibits = The application is “{ $status }”, which does not allow that. Ask for its status.
refusal-name-applied-for = Applications for { $domain } wait for a decision. Try again when they are settled.

## Organisations
refusal-organisation-is-linked = Something still refers to the organisation { $id }. Remove the links, or the organisations below it, first.
refusal-organisation-loop = The organisation { $id } would stand above itself. Name another one above.
refusal-organisation-role-missing = The organisation { $id } does not act as { $role }. Give it the role first.
refusal-organisation-role-not-offered = Organisations cannot act as { $role } here. Use another role.
refusal-organisation-status-prohibits = The status { $status } of the organisation forbids it. Have the status removed first.
refusal-organisation-status-not-client = The status { $status } of an organisation is not the registrar's to set or clear here. Leave it out.
refusal-organisation-taken = An organisation { $id } exists already. Choose another identifier.
refusal-organisation-unknown = The organisation { $id } does not exist. Create it first.
refusal-role-filled = An organisation acts as { $role } for this object already. Change the link instead of adding one.
refusal-role-vacant = No such organisation acts as { $role } for this object. Ask what links it has.

## Authorities and requests for data that is not public
refusal-authority-expiry-past = The authority would be admitted until { $at }, which has passed. Choose a later day.
refusal-authority-name-missing = The authority has no name. Say what people call it.
refusal-authority-revoked = The token of the authority { $id } was taken away before. Admit it under another identifier if it shall have one again.
refusal-authority-taken = The identifier { $id } is that of another authority. Choose another one.
refusal-authority-unknown = There is no authority { $id }. Look for its identifier in the list of authorities.
refusal-request-answered = The request { $id } has been answered. Nothing is left to do.
refusal-request-incomplete = The request cannot be taken yet: { $faults }. Correct it and send it again.
refusal-request-reason-missing = A request is refused with a reason, which goes to the requester. Give one.
refusal-request-unconfirmed = Nobody has confirmed the request { $id } yet. Wait until its link is used; until then it does not count.
refusal-request-unknown = There is no request { $id }. Look for its reference in the list of requests.
