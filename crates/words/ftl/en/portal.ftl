# The holders' portal. British English, sentence case, verb first, no blame.

## Every page

frame-tagline = Domain holders
frame-skip = Skip to main content
frame-nav = Main
frame-domains = Domains
frame-mailbox = Demo mailbox
frame-breadcrumb = Breadcrumb
frame-language = Language
frame-theme = Appearance
frame-theme-system = Same as the device
frame-theme-light = Light
frame-theme-dark = Dark
frame-account = Account
frame-sign-in = Sign in
frame-sign-out = Sign out
frame-help = Need help?
frame-accessibility = Accessibility
frame-privacy = Privacy
frame-error-title = Error: { $title }
frame-problem = There is a problem
frame-error = Error:
frame-reference = Reference: { $reference }

## Buttons that several pages have

button-copy-process-id = Copy process ID { $id }
button-copy-handle = Copy the NIC handle
button-copied = Copied
button-print = Print
button-show-password = Show password

## Signing in

login-title = Sign in
login-lede = See your domains, and move them when you want.
login-handle = NIC handle
login-handle-hint = Your user name here, for example KTRW-482133-PT. It is in every email that we send you.
login-password = Password
login-forgot = Forgot password?
login-submit = Sign in
login-wrong = The NIC handle or the password is not right. Check both, or set a new password.
login-throttled = Too many attempts. Try again after { $when }.
login-handle-missing = Enter your NIC handle
login-password-missing = Enter your password
login-changed = Your password was changed. Sign in with it.
login-signed-out = You are signed out.
login-needed = Sign in to see that page.
login-first-title = First time here?
login-first-text = If you hold a domain, you have an account already. Set your first password with “Forgot password?”.
login-demo-title = Demonstration
login-demo-text = These holders exist only in this demonstration. Sign in as any of them. The pages are then in that person’s language; the globe above changes it.
login-demo-forgotten = Password: forgotten. Recover it with the taxpayer number.
login-demo-mailbox = No mail leaves this machine. You can read it here:

## Recovering access

recover-title = Recover your access
recover-lede = Tell us who holds the domain. We will send a link to the email address that we have on file for that holder.
recover-legend = What do you have at hand?
recover-by-tax = Taxpayer number
recover-by-tax-hint = NIF, NIPC or VAT number of the person or company that holds the domain
recover-by-handle = NIC handle
recover-by-handle-hint = Your user name here, for example KTRW-482133-PT
recover-country = Country of the taxpayer number
recover-tax-id = Taxpayer number
recover-tax-id-hint = In Portugal it has 9 digits. Spaces do not matter.
recover-handle = NIC handle
recover-submit = Send the link
recover-country-unknown = Choose a country from the list
recover-tax-missing = Enter the taxpayer number
recover-tax-length = A taxpayer number of that country has { $wanted } characters
recover-tax-too-long = That is too long for a taxpayer number
recover-tax-character = A taxpayer number has digits and letters only
recover-tax-check = Check the taxpayer number: its check character does not agree, so something in it is mistyped
recover-tax-shape = That is not the form of a taxpayer number of that country
recover-handle-missing = Enter the NIC handle
recover-handle-shape = A NIC handle has 3 to 16 letters, digits and hyphens, for example KTRW-482133-PT
recover-sent-title = Check your email
recover-sent-lede = If the data match, we have sent a link to the email address on file. It works once, and the email says until when.
recover-sent-help = Nothing arrived?
recover-sent-wait = Wait a few minutes, and look in the spam folder.
recover-sent-check = Check the taxpayer number or NIC handle and ask again. After several requests we stop sending for a while.
recover-sent-address = Can you no longer read that email? Ask the registrar that manages your domain to correct the address, then come back here.
recover-sent-again = Ask again
recover-sent-login = Back to sign in

reset-title = Choose a new password
reset-handle = Your NIC handle
reset-handle-hint = Note it down: you sign in with it.
reset-password = New password
reset-rules = At least 12 characters. Three or four words that only you would put together are best. Well-known passwords are refused.
reset-others = When you save it, all other sessions of this account end, and we tell you by email.
reset-submit = Save the password
reset-missing = Enter a new password
dead-title = This link no longer works
dead-text = A link works once and for a short time, and a newer link replaces an older one. Your password has not been changed.
dead-again = Send a new link

## The list of domains

domains-title = Your domains
domains-count = { $count ->
    [one] { $count } domain is held under your NIC handle { $handle }.
   *[other] { $count } domains are held under your NIC handle { $handle }.
}
domains-attention = Needs your attention
domains-attention-expires = expires on { $date }. Ask { $registrar } to renew it.
domains-attention-expired = expired on { $date }. Ask { $registrar } at once if you want to keep it.
domains-filter-title = Filter the list
domains-filter-text = Name or process ID
domains-filter-status = Status
domains-filter-any = Any status
domains-filter-rows = Rows per page
domains-sort = Sort by
domains-order = Order
domains-order-up = Ascending
domains-order-down = Descending
domains-filter-submit = Filter
domains-filter-clear = Clear the filter
domains-caption = Domains { $first } to { $last } of { $total }
domains-process-id = Process ID
domains-name = Name
domains-status = Status
domains-registrar = Registrar
domains-expires = Expires
domains-range = { $first }–{ $last } of { $total }
domains-pages = Pages
domains-previous = Previous page
domains-next = Next page
domains-page = Page { $page } of { $pages }
domains-empty-title = No domains yet
domains-empty-text = No domain is held under the NIC handle { $handle }. If you expected one, it may be held under another NIC handle or by another person: ask the registrar that you pay for it.
domains-none-title = No domain matches
domains-none-text = Change the filter, or clear it to see all your domains.
domains-scroll = List of domains

public-registered-text = In use. Paid until { $date }.
public-reserved-text = Registered, without name servers. Paid until { $date }.
public-expired-text = Expired. It can still be renewed until { $date }.
public-purge-text = Being deleted. Anyone can register the name from { $date }.
public-redemption-text = Deleted. Your registrar can still restore it until { $date }.
public-restoring-text = Being restored. Your registrar must report on it by { $date }.

## One domain

domain-actions = Actions
domain-actions-of = Actions for { $name }
domain-process-id = Process ID
domain-role = Your role
domain-role-holder = Holder
domain-managed-by = Managed by
domain-registered = Registered on
domain-tasks = What would you like to do?
domain-transfer = Transfer domain management
domain-transfer-text = Get the code that moves this domain to another registrar
domain-cancel = Cancel transfer codes
domain-cancel-text = Make the codes of this domain stop working
domain-history = History
domain-history-text = Everything that happened to this domain
domain-code-live = A transfer code works until { $date }
domain-code-live-text = You made it on { $made }. If you no longer need it, cancel it.
domain-cancelled = The transfer codes of this domain were cancelled. None of them works any more.
domain-cancel-nothing = This domain has no transfer code to cancel.
domain-disputed = A dispute freezes this domain. It cannot be moved, deleted or handed over until the dispute is settled.
domain-period = Registration period
domain-days-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
domain-period-over = Over
domain-today = Today
domain-expires = Expires
domain-renewable = { $days ->
    [one] { $days } more day
   *[other] { $days } more days
}
domain-renewable-text = Can still be renewed
domain-released = Released
domain-holder = Holder
domain-contact-handle = NIC handle
domain-contact-name = Name
domain-contact-organisation = Organisation
domain-contact-tax = Taxpayer number
domain-contact-email = Email
domain-contact-phone = Telephone
domain-contact-mobile = Mobile
domain-contact-address = Address
domain-name-servers = Name servers
domain-name-servers-none = None. The domain does not answer on the internet until your registrar sets name servers.
domain-dnssec = DNSSEC
domain-dnssec-on = { $count ->
    [one] On, with { $count } DS record
   *[other] On, with { $count } DS records
}
domain-dnssec-off = Off
domain-key-tag = Key tag
domain-algorithm = Algorithm
domain-digest-type = Digest type
domain-digest = Digest
domain-dates = Dates and settings
domain-updated = Last changed
domain-transferred = Last moved to another registrar
domain-never = Never
domain-auto-renew = Renews automatically
domain-arbitration = Arbitration accepted
domain-confidential = Holder data kept confidential
domain-yes = Yes
domain-no = No
domain-statuses = Locks and states
domain-history-recent = Recent history
domain-history-all = See the full history
domain-history-none = Nothing has happened yet.
domain-history-title = History of { $name }
domain-history-lede = Everything that happened to this domain, newest first.
domain-history-back = Back to the domain
domain-registrar = Your registrar
domain-registrar-text = Ask them about renewals, name servers, your website and your mailboxes.
domain-registrar-since = They have managed this domain since { $date }.
domain-unicode = In the DNS: { $name }

## Moving a domain

transfer-title = Transfer domain management
transfer-heading = Move { $name } to another registrar
transfer-lede = We create a transfer code. You give it to your new registrar, which then completes the move, usually within minutes.
transfer-also-called = Registrars also call it auth code, AuthKey or transfer key.
transfer-changes = What changes
transfer-changes-registrar = { $registrar } stops managing the domain as soon as your new registrar uses the code
transfer-changes-billing = Renewals and invoices come from the new registrar
transfer-stays = What stays the same
transfer-stays-holder = You remain the holder
transfer-stays-servers = Name servers and contacts: your website and email keep their settings
transfer-stays-expiry = The expiry date, { $date }
transfer-warning-title = Before you leave
transfer-warning = If { $registrar } also hosts your website or mailboxes, move those first. They may be closed when the domain leaves.
transfer-replaces-title = You have a transfer code already
transfer-replaces = The one that you made on { $made } works until { $date }. A new code replaces it.
transfer-password = Confirm that it is you: enter your password
transfer-password-hint = The password with which you signed in as { $handle }
transfer-password-missing = Enter your password
transfer-password-wrong = That is not the password of this account
transfer-submit = Confirm and create the code
transfer-stop = Keep it where it is
transfer-fine-print = The code works once. We show it here and send it to { $email }. { $registrar } is told that a code was created, but never sees it.
transfer-blocked-title = This domain cannot be moved now
transfer-blocked-registrar = Questions? Ask { $registrar }, which manages the domain.
transfer-back = Back to the domain

code-title = Your transfer code
code-for = Transfer code for { $name }
code-ready = Your code is ready
code-once = Works once
code-until = Until { $when }
code-sent = Also sent to { $email }
code-copy = Copy the code
code-copy-all = Copy all, with the code
code-key-title = Treat this code like a key
code-key = Whoever has it can move the domain. Give it only to the registrar that you chose. We will never ask you for it.
code-next = What happens next
code-next-made = Code created
code-next-give = Give it to your new registrar
code-next-give-text = Start a transfer on their website and paste the code. Spaces, hyphens and lower case do not matter.
code-next-move = They move the domain
code-next-move-text = Usually within minutes. The name servers stay as they are.
code-next-told = We will email you when it is done
code-next-told-text = If nothing happens by { $date }, the code expires and nothing changes.
code-asked = Your new registrar may ask for
code-asked-domain = Domain
code-asked-code = Transfer code
code-asked-expires = The code works until
code-asked-registrar = Registrar until now
code-leaving = Leaving this page
code-leaving-text = For your safety the code stays on this page only until { $time }. You will also find it in the email.
code-done = Done, back to the domain
code-cancel = Cancel this code
code-hidden-title = The code is no longer shown
code-hidden = For your safety this page showed it for ten minutes only. You will find it in the email that we sent to { $email }, or you can create a new one, which replaces it.
code-hidden-valid = The code that you made on { $made } works until { $date }.
code-hidden-spent = The code that was shown here no longer works.
code-none-title = There is no code here
code-none = In this session no transfer code was made for { $name }.
code-new = Create a new code

cancel-title = Cancel transfer codes
cancel-heading = Cancel the transfer codes of { $name }?
cancel-text = No code of this domain will work any more: neither one that you made nor one that your registrar set. The domain stays where it is. You can create a new code at any time.
cancel-yours = Yours, made on { $made }, would work until { $date }
cancel-registrars = One that your registrar set on { $made }
cancel-submit = Cancel the codes
cancel-stop = Keep them

## The demo's mailbox

mailbox-title = Demo mailbox
mailbox-lede = In this demonstration no mail leaves the machine. Every message from the registry arrives here, newest first.
mailbox-empty = No messages yet. Do something that sends one, for example “Forgot password?”, and look again.
mailbox-refresh = Refresh
mailbox-to = To
mailbox-from = From
mailbox-date = Date
mailbox-text = Text
mailbox-html = HTML version
mailbox-original = Original file
mailbox-no-subject = (no subject)

## Pages about the portal

accessibility-title = Accessibility
accessibility-goal = These pages are made to meet WCAG 2.2, level AA. They work with a keyboard, with screen readers, without JavaScript, at 400 % zoom and on small screens, in light and in dark colours.
accessibility-tested = An automatic checker examines each page in both colour schemes whenever the software changes. Such checkers find only part of all problems, and people who use assistive technology have not tested the pages yet.
accessibility-known-title = What we know is not good enough
accessibility-known = A transfer code disappears from its page after ten minutes, for security. It remains in the email. The Portuguese and Spanish texts have not been reviewed by native speakers.
accessibility-tell = Tell us what gets in your way: { $contact }
privacy-title = Privacy
privacy-data = This portal shows you the data that your registrar gave us when your domain was registered. We need it to know who holds each domain. Your registrar corrects it.
privacy-cookies-title = Cookies
privacy-cookies = We set only what the pages need: one cookie for your session, one that protects forms before you sign in, one while you set a new password or answer a question from our email, and one each for language and appearance if you choose them. No one else receives them.
privacy-journal-title = What we record
privacy-journal = We keep a journal of what happens to each domain and who did it, with the network address. It protects you if somebody tries to take your domain.
privacy-nothing = There is no advertising, no tracking and nothing loaded from elsewhere.
privacy-contact = Questions about your data: { $contact }

## When something goes wrong

oops-not-found-title = This page does not exist
oops-not-found = The address may be mistyped, or the page is not yours to see. If you are looking for a domain, it must be held under the NIC handle with which you signed in.
oops-forbidden-title = That could not be accepted
oops-forbidden = The form came from another site or from a session that has ended. Nothing was changed. Go back, reload the page and send it again.
oops-too-many-title = Too many requests
oops-too-many = { $seconds ->
    [one] Wait { $seconds } second, then try again.
   *[other] Wait { $seconds } seconds, then try again.
}
oops-request-title = That request could not be read
oops-request = Go back, reload the page and try again.
oops-method-title = That does not work here
oops-timeout-title = That took too long
oops-timeout = The server is busy. The change may or may not have been made: check before you try again.
oops-broken-title = Something broke on our side
oops-broken = It is not your fault, and it has been recorded. Try again in a while. If it happens again, tell us the reference.
oops-home = Go to the start page
