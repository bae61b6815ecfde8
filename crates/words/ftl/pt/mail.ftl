# Cartas: o que aconteceu, a que domínio, quando, o que fazer, como o impedir. Assuntos curtos.
-registry = Foral

## Todas as cartas
mail-greeting = Estimado(a) { $name },
mail-greeting-nameless = Exmos. Senhores,
mail-to-do = O que fazer
mail-to-stop = Se algo não estiver certo
mail-nothing-to-do = Se já esperava esta mensagem, não precisa de fazer nada.
mail-footer = Esta mensagem foi enviada automaticamente por { -registry }, onde este endereço está registado. As respostas não são lidas. Nunca lhe pedimos a palavra-passe.
mail-portal = O portal do titular
mail-fact-handle = NIC-Handle
mail-fact-domain = Domínio
mail-fact-process-id = ID do processo
mail-fact-registrar = Agente de registo
mail-fact-losing = Agente de registo anterior
mail-fact-gaining = Novo agente de registo
mail-fact-at = Quando
mail-fact-expires = Expira
mail-fact-valid-until = Serve até
mail-fact-renewable-until = Pode ser renovado até
mail-fact-free = Fica livre

## Uma ligação para uma nova palavra-passe
mail-recovery-subject = Escolha uma nova palavra-passe
mail-recovery-what = Alguém, provavelmente o próprio titular, pediu uma nova palavra-passe para o NIC-Handle { $handle }.
mail-recovery-do = Abra esta página e escolha uma palavra-passe. A ligação serve uma única vez, até { $expires }; abri-la ainda não altera nada.
mail-recovery-link = Escolher uma nova palavra-passe
mail-recovery-stop = Se o pedido não foi seu, não precisa de fazer nada: sem a ligação, ninguém pode alterar a sua palavra-passe.

## Uma palavra-passe foi alterada
mail-password-subject = A sua palavra-passe foi alterada
mail-password-what = A palavra-passe do NIC-Handle { $handle } foi alterada em { $at }. Todas as outras sessões foram terminadas.
mail-password-stop = Se a alteração não foi sua, escolha imediatamente uma nova palavra-passe.
mail-password-link = Recuperar o acesso

## O código
mail-code-subject = Código de transferência de { $domain }
mail-code-what = Criou um código de transferência para { $domain }. Quem o tiver pode transferir o domínio para outro agente de registo: trate-o como uma chave.
mail-code-label = O seu código de transferência
mail-code-do = Indique o nome de domínio e este código ao seu novo agente de registo. O código serve uma única vez, até { $expires }. O titular, os contactos, os servidores de nomes e a data de expiração mantêm-se.
mail-code-stop = Se o pedido não foi seu, anule imediatamente o código e altere a sua palavra-passe.
mail-code-link = Anular o código

## Foi criado um código: sem o código
mail-notice-subject = Criado um código de transferência de { $domain }
mail-notice-what = Foi criado um código de transferência para { $domain } em { $at }. Com ele, o titular pode transferir o domínio para outro agente de registo. Esta mensagem não contém o código.
mail-notice-recovered = O acesso à conta do titular foi recuperado menos de 24 horas antes.
mail-notice-stop = Se não esperava esta mensagem, fale imediatamente com o titular. O titular pode anular o código no portal.

## Foram anulados códigos
mail-revoked-subject = Anulados os códigos de transferência de { $domain }
mail-revoked-what = Os códigos de transferência de { $domain } foram anulados em { $at }. Já não permitem transferir o domínio.
mail-revoked-stop = Se não esperava esta mensagem, consulte o histórico do domínio no portal.
mail-domain-link = Ver o domínio

## Um domínio foi transferido
mail-transferred-subject = { $domain } foi transferido
mail-transferred-what = { $domain } é gerido por { $gaining } desde { $at }. Até então, { $losing } era o agente de registo.
mail-transferred-stays = O titular, os contactos, os servidores de nomes e a data de expiração não mudaram.
mail-transferred-do = A partir de agora, trate com { $gaining } das renovações e alterações.
mail-transferred-stop = Se não pretendia esta transferência, altere a sua palavra-passe e contacte imediatamente { $losing } e o registo.
mail-lost-what = { $domain } passou de si para { $gaining } em { $at }. A transferência foi autorizada com o código de transferência do domínio.
mail-lost-stop = Se o titular se opuser, contacte imediatamente o registo.
mail-gained-what = Gere { $domain } desde { $at }. Até então, { $losing } era o agente de registo.
mail-gained-stop = Se não pediu esta transferência, contacte imediatamente o registo.

## Um domínio foi registado
mail-registered-subject = { $domain } está registado
mail-registered-what = { $registrar } registou { $domain } em seu nome. É o titular com o NIC-Handle { $handle }.
mail-registered-do = Guarde o seu NIC-Handle: é com ele que inicia sessão no portal. Se ainda não tem palavra-passe, escolha-a lá.
mail-registered-link = Escolher uma palavra-passe
mail-registered-stop = Se não pediu este domínio, contacte { $registrar } para o anular.

## Um domínio expirou
mail-expired-subject = { $domain } expirou
mail-expired-what = { $domain } expirou. Pode ser renovado até { $until }. Depois será eliminado, e qualquer pessoa o poderá registar.
mail-expired-do = Se o quiser manter, peça a { $registrar } que o renove. Caso contrário, não precisa de fazer nada.

## Começou uma eliminação
mail-deletion-subject = { $domain } está a ser eliminado
mail-deletion-what = { $registrar } iniciou a eliminação de { $domain }. Qualquer pessoa poderá registar o nome depois de { $purge }.
mail-deletion-stop = Se não pediu esta eliminação, contacte imediatamente { $registrar } e o registo.

## O domínio alterou o seu DNSSEC
mail-dnssec-subject = O DNSSEC de { $domain } mudou
mail-dnssec-begun = { $domain } passou a estar assinado. Os seus próprios servidores de nomes pediram-no ao registo, com uma prova, e o registo publicou as chaves.
mail-dnssec-renewed = { $domain } passou a estar assinado com outras chaves. A sua própria zona pediu-o ao registo, com uma assinatura das chaves anteriores.
mail-dnssec-ended = { $domain } deixou de estar assinado. A sua própria zona pediu-o ao registo, com uma assinatura das chaves anteriores.
mail-dnssec-stop = Se ninguém que trate dos seus servidores de nomes quis esta alteração, contacte { $registrar } e quem os gere.

## O endereço registado mudou
mail-email-subject = O seu endereço de email foi alterado
mail-email-what = { $registrar } alterou o endereço de email do NIC-Handle { $handle } em { $at }. Esta mensagem segue para o endereço anterior e para o novo. Os códigos de transferência criados antes já não servem.
mail-email-stop = Se não pediu esta alteração, contacte { $registrar } imediatamente.

## Uma transferência à espera
mail-fact-moves = Muda em
mail-fact-answer-until = Responder até
mail-decide-do = Abra esta página. Mostra o que é pedido e permite aceitar ou recusar. Abri-la ainda não altera nada; a sua resposta conta uma única vez.
mail-decide-link = Aceitar ou recusar
mail-asked-subject = { $domain }: foi pedida uma transferência
mail-asked-what = { $gaining } pediu para gerir { $domain }. Se ninguém se opuser, o domínio muda em { $acts }.
mail-asked-stop = Se não pediu esta transferência, contacte o seu agente de registo atual antes de { $acts } e peça que a rejeite.
mail-approve-subject = Aguardamos a sua resposta: transferência de { $domain }
mail-approve-what = { $gaining } pediu para gerir { $domain }. O domínio só muda se aceitar. Sem resposta até { $acts }, fica onde está.
mail-approve-stop = Se não sabe nada desta transferência, recuse-a nessa página ou não responda.
mail-stayed-subject = { $domain } não foi transferido
mail-stayed-what = A transferência de { $domain } para { $gaining } terminou em { $at }. O domínio continua no seu agente de registo.
mail-stayed-stop = Se pretende esta transferência, peça a { $gaining } que a inicie de novo.

## Uma mudança de titular
mail-giving-subject = Aguardamos a sua resposta: novo titular de { $domain }
mail-giving-what = O seu agente de registo pediu que outra pessoa passe a ser titular de { $domain }, que está em seu nome. Nada muda, a não ser que aceite antes de { $lapses } e o novo titular também aceite.
mail-giving-stop = Se não quer ceder o domínio, recuse ou não responda.
mail-taking-subject = Aguardamos a sua resposta: ser titular de { $domain }
mail-taking-what = Pedem-lhe que passe a ser titular de { $domain }. Nada muda, a não ser que aceite antes de { $lapses }. Ao responder, escolhe quem gere o domínio.
mail-taking-stop = Se não quer o domínio, ou não sabe nada dele, recuse ou não responda.
mail-handed-subject = { $domain } tem novo titular
mail-handed-what = O titular de { $domain } mudou em { $at }. Ambos os titulares aceitaram.
mail-handed-codes = Os códigos de transferência do titular anterior já não servem.
mail-handed-stop = Se não aceitou esta mudança, contacte imediatamente o registo.
mail-kept-subject = O titular de { $domain } mantém-se
mail-kept-what = A mudança de titular de { $domain } foi recusada, retirada ou ficou sem resposta. Terminou em { $at }, e o titular mantém-se.
mail-kept-stop = Se não sabia desta mudança, consulte o histórico do domínio e altere a sua palavra-passe.
