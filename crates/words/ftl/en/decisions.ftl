# What a domain waits for, and handing one over: pages of the portal.

## Answering what a domain waits for

decide-title = Your answer
decide-transfer-heading = May { $name } move to { $gaining }?
decide-transfer-lede = { $gaining } asked to manage this domain instead of { $registrar }. The domain moves only if you agree.
decide-transfer-yes = If you agree, the domain moves to { $gaining } at once. The holder and the name servers stay the same.
decide-transfer-no = If you refuse, the domain stays with { $registrar }, and { $gaining } is told.
decide-transfer-silence = Without an answer the domain stays where it is.
decide-transfer-agree = Agree to the transfer
decide-transfer-refuse = Refuse the transfer
decide-giving-heading = Give { $name } to another holder?
decide-giving-lede = You hold this domain. Your registrar has asked for somebody else to become its holder.
decide-giving-yes = If you agree, the new holder is asked too. If both agree, the domain is no longer yours, and your transfer codes stop working.
decide-giving-no = If you refuse, you remain the holder.
decide-giving-agree = Agree and give the domain away
decide-giving-refuse = Refuse and keep the domain
decide-taking-heading = Become the holder of { $name }?
decide-taking-lede = You are asked to take over this domain. Its holder decides about it.
decide-taking-yes = If you agree, you become the holder at once, and transfer codes of the former holder stop working.
decide-taking-no = If you refuse, the present holder keeps the domain.
decide-taking-agree = Agree and become the holder
decide-taking-refuse = Refuse the domain
decide-silence = Without an answer nothing changes.
decide-happens = What happens
decide-facts = What is asked
decide-gaining = Asks to manage it
decide-present = Holder now
decide-new = New holder
decide-asked-by = Asked for by
decide-until = Answer until
decide-person = { $name } ({ $handle })
decide-agent = Who looks after the domain from then on?
decide-agent-keep = { $registrar }, as now
decide-agent-keep-hint = Name servers, website and mailboxes stay with those who run them
decide-agent-other = Another registrar
decide-agent-other-hint = Speak with them first: renewals and invoices will come from them
decide-agent-which = Which registrar?
decide-agent-choose = Choose a registrar
decide-agent-nobody = Nobody: I deal with the registry myself
decide-agent-nobody-hint = You need no registrar; the registry looks after the domain
decide-agent-missing = Choose the registrar that will look after the domain
decide-later = You can also close this page and answer later.
decide-refused-title = That is not possible now
decided-title = Your answer is recorded
decided-transfer-yes = You agreed. { $name } moved to its new registrar.
decided-transfer-no = You refused. { $name } stays with its registrar.
decided-giving-yes = You agreed. Now the new holder of { $name } is asked. You remain the holder until they agree.
decided-giving-no = You refused. You remain the holder of { $name }.
decided-taking-yes = You are now the holder of { $name }. Sign in with your NIC handle to see it.
decided-taking-no = You refused. { $name } stays with its present holder.
decided-domains = Go to your domains
decide-dead-title = There is nothing to answer here
decide-dead-text = This link does not work, or no longer works. It is good for one answer, until the time given in our email: if you have answered already, your answer was recorded. Otherwise the link is mistyped, its time is over, the request was withdrawn, or your email address on file has changed.

## Handing a domain over

waiting-title = Waiting for your answer
waiting-transfer = { $gaining } asked to manage it. Answer with the link in our email by { $when }.
waiting-giving = Your registrar has asked for somebody else to become the holder. Answer by { $when }.
waiting-taking = You are asked to become the holder. Answer by { $when }.
waiting-answer = Answer
domain-handover = Change holder
domain-handover-text = Hand this domain over to another person or company
domain-handover-cancel = Cancel the change of holder
domain-waits-approves = { $gaining } asked for this domain
domain-waits-approves-text = It moves on { $when } unless the transfer is rejected or withdrawn. If you did not ask for it, contact { $registrar } at once.
domain-waits-cancels = { $gaining } asked for this domain
domain-waits-cancels-text = The transfer is waiting for an answer by email until { $when }. Without one the domain stays with { $registrar }.
domain-waits-new = A change of holder to { $handle } is waiting
domain-waits-new-text = The new holder can agree until { $when }. Until then you remain the holder.
domain-waits-present-text = Your registrar asked for it. You can answer until { $when }. Without your answer nothing changes.
domain-redemption = Can be restored
domain-restoring = Being restored
domain-renews = Renews automatically when it expires
handover-title = Change holder
handover-heading = Hand { $name } over to another holder
handover-lede = { $days ->
    [one] We ask the new holder by email. They have { $days } day to agree; until then nothing changes.
   *[other] We ask the new holder by email. They have { $days } days to agree; until then nothing changes.
}
handover-happens = If the new holder agrees
handover-loses = You are no longer the holder: the domain leaves your list, and you cannot get it back by yourself
handover-codes = Your transfer codes for it stop working
handover-agent = The new holder chooses the registrar. { $registrar } may lose the domain
handover-stays = What stays the same
handover-stays-servers = Name servers: website and email keep their settings
handover-stays-expiry = The expiry date, { $date }
handover-stays-cancel = You can cancel until the new holder has answered
handover-handle = NIC handle of the new holder
handover-handle-hint = Ask them for it: it is in every email that they get from us.
handover-submit = Confirm and ask the new holder
handover-stop = Keep the domain
handover-blocked-title = The holder cannot be changed now
handover-asked = The new holder has been asked. Nothing changes until they agree.
handover-cancel-heading = Cancel the change of holder of { $name }?
handover-cancel-text = The domain stays yours. { $handle } can no longer agree, and the link in our email stops working.
handover-cancel-submit = Cancel the change
handover-cancel-stop = Leave it waiting
handover-cancelled = The change of holder was cancelled. You remain the holder.
handover-cancel-nothing = No change of holder is waiting for an answer.
