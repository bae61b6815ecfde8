# Letters: what happened, to which domain, when, what to do, how to stop it. Subjects stay short.
-registry = Foral

## Every letter
mail-greeting = Hello { $name },
mail-greeting-nameless = Hello,
mail-to-do = What to do
mail-to-stop = If this is not right
mail-nothing-to-do = If you expected this, there is nothing to do.
mail-footer = { -registry } sent this email automatically, because this address is on file there. Replies to it are not read. We never ask for your password.
mail-portal = The holder's portal
mail-fact-handle = NIC handle
mail-fact-domain = Domain
mail-fact-process-id = Process ID
mail-fact-registrar = Registrar
mail-fact-losing = Former registrar
mail-fact-gaining = New registrar
mail-fact-at = When
mail-fact-expires = Expires
mail-fact-valid-until = Works until
mail-fact-renewable-until = Can be renewed until
mail-fact-free = Free again

## A link to a new password
mail-recovery-subject = Choose a new password
mail-recovery-what = Somebody, probably you, asked for a new password for the NIC handle { $handle }.
mail-recovery-do = Open this page and choose a password. The link works once, until { $expires }; opening it changes nothing yet.
mail-recovery-link = Choose a new password
mail-recovery-stop = If it was not you, there is nothing to do: without the link nobody can change your password.

## A password was changed
mail-password-subject = Your password was changed
mail-password-what = The password of the NIC handle { $handle } was changed on { $at }. All other sessions have ended.
mail-password-stop = If it was not you, choose a new password at once.
mail-password-link = Recover your access

## The code
mail-code-subject = Transfer code for { $domain }
mail-code-what = You created a transfer code for { $domain }. Whoever has it can move the domain to another registrar: treat it like a key.
mail-code-label = Your transfer code
mail-code-do = Give the domain name and this code to your new registrar. The code works once, until { $expires }. Holder, contacts, name servers and expiry date stay as they are.
mail-code-stop = If it was not you, cancel the code at once and change your password.
mail-code-link = Cancel the code

## A code was made: without the code
mail-notice-subject = A transfer code was created for { $domain }
mail-notice-what = A transfer code for { $domain } was created on { $at }. With it the holder can move the domain to another registrar. This email does not contain the code.
mail-notice-recovered = Access to the holder's account was recovered less than 24 hours before.
mail-notice-stop = If you did not expect this, speak with the holder at once. The holder can cancel the code in the portal.

## Codes were cancelled
mail-revoked-subject = The transfer codes of { $domain } were cancelled
mail-revoked-what = The transfer codes of { $domain } were cancelled on { $at }. They no longer move the domain.
mail-revoked-stop = If you did not expect this, look at the history of the domain in the portal.
mail-domain-link = See the domain

## A domain moved
mail-transferred-subject = { $domain } was transferred
mail-transferred-what = { $gaining } has managed { $domain } since { $at }. Until then, { $losing } was its registrar.
mail-transferred-stays = Holder, contacts, name servers and expiry date have not changed.
mail-transferred-do = Speak with { $gaining } about renewal and changes from now on.
mail-transferred-stop = If you did not want this, change your password and contact { $losing } and the registry at once.
mail-lost-what = { $domain } left you for { $gaining } on { $at }. The transfer was authorised with the domain's transfer code.
mail-lost-stop = If the holder objects, contact the registry at once.
mail-gained-what = You have managed { $domain } since { $at }. Until then, { $losing } was its registrar.
mail-gained-stop = If you did not ask for this transfer, contact the registry at once.

## A domain was registered
mail-registered-subject = { $domain } is registered
mail-registered-what = { $registrar } registered { $domain } in your name. You are its holder under the NIC handle { $handle }.
mail-registered-do = Keep your NIC handle: you sign in to the portal with it. If you have no password yet, choose one there.
mail-registered-link = Choose a password
mail-registered-stop = If you did not ask for this domain, contact { $registrar } and have it removed.

## A domain expired
mail-expired-subject = { $domain } has expired
mail-expired-what = { $domain } has expired. It can be renewed until { $until }. Afterwards it is deleted, and anybody can register it.
mail-expired-do = Ask { $registrar } to renew it if you wish to keep it. If not, there is nothing to do.

## A deletion began
mail-deletion-subject = { $domain } is being deleted
mail-deletion-what = { $registrar } began the deletion of { $domain }. Anybody can register the name after { $purge }.
mail-deletion-stop = If you did not ask for this, contact { $registrar } and the registry at once.

## The domain changed its DNSSEC by itself
mail-dnssec-subject = DNSSEC of { $domain } changed
mail-dnssec-begun = { $domain } is signed from now on. Its own name servers asked the registry for it, with a proof, and the registry published the keys.
mail-dnssec-renewed = { $domain } is signed with other keys from now on. Its own zone asked the registry for it, with a signature of the keys so far.
mail-dnssec-ended = { $domain } is not signed any more. Its own zone asked the registry for it, with a signature of the keys so far.
mail-dnssec-stop = If nobody who looks after your name servers wanted this, contact { $registrar } and whoever runs them.

## The address on file changed
mail-email-subject = Your email address was changed
mail-email-what = { $registrar } changed the email address of the NIC handle { $handle } on { $at }. This email goes to the former and to the new address. Transfer codes made before no longer work.
mail-email-stop = If you did not ask for this, contact { $registrar } at once.

## A transfer waits
mail-fact-moves = Moves on
mail-fact-answer-until = Answer until
mail-decide-do = Open this page. It shows what is asked, and lets you agree or refuse. Opening it changes nothing yet; your answer counts once.
mail-decide-link = Agree or refuse
mail-asked-subject = { $domain }: a transfer was asked for
mail-asked-what = { $gaining } asked to manage { $domain }. If nobody objects, the domain moves on { $acts }.
mail-asked-stop = If you did not ask for this, contact your present registrar before { $acts } and have the transfer rejected.
mail-approve-subject = Your answer, please: transfer of { $domain }
mail-approve-what = { $gaining } asked to manage { $domain }. The domain moves only if you agree. Without an answer until { $acts } it stays where it is.
mail-approve-stop = If you know nothing of this transfer, refuse it on that page, or do not answer.
mail-stayed-subject = { $domain } was not transferred
mail-stayed-what = The transfer of { $domain } to { $gaining } ended on { $at }. The domain stays with its registrar.
mail-stayed-stop = If you want this transfer, ask { $gaining } to start it again.

## A change of holder
mail-giving-subject = Your answer, please: new holder of { $domain }
mail-giving-what = Your registrar has asked for somebody else to become the holder of { $domain }. You hold it now. Nothing changes unless you agree before { $lapses } and the new holder agrees too.
mail-giving-stop = If you do not want to give the domain away, refuse, or do not answer.
mail-taking-subject = Your answer, please: become the holder of { $domain }
mail-taking-what = You are asked to become the holder of { $domain }. Nothing changes unless you agree before { $lapses }. With your answer you choose who looks after the domain.
mail-taking-stop = If you do not want the domain, or know nothing of it, refuse, or do not answer.
mail-handed-subject = { $domain } has a new holder
mail-handed-what = The holder of { $domain } changed on { $at }. Both holders agreed to it.
mail-handed-codes = Transfer codes of the former holder no longer work.
mail-handed-stop = If you did not agree to this, contact the registry at once.
mail-kept-subject = The holder of { $domain } stays the same
mail-kept-what = The change of holder of { $domain } was refused, withdrawn or not answered in time. It ended on { $at }, and the holder stays the same.
mail-kept-stop = If you did not know of this change, see the domain's history and change your password.
