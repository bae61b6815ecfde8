# O que um domínio espera, e ceder um domínio: páginas do portal.

## Responder ao que um domínio espera

decide-title = A sua resposta
decide-transfer-heading = { $name } pode mudar para { $gaining }?
decide-transfer-lede = { $gaining } pediu para gerir este domínio em vez de { $registrar }. O domínio só muda se aceitar.
decide-transfer-yes = Se aceitar, o domínio muda imediatamente para { $gaining }. O titular e os servidores de nomes mantêm-se.
decide-transfer-no = Se recusar, o domínio fica em { $registrar }, e avisamos { $gaining }.
decide-transfer-silence = Sem resposta, o domínio fica onde está.
decide-transfer-agree = Aceitar a transferência
decide-transfer-refuse = Recusar a transferência
decide-giving-heading = Ceder { $name } a outro titular?
decide-giving-lede = É o titular deste domínio. O seu agente de registo pediu que outra pessoa passe a ser titular.
decide-giving-yes = Se aceitar, pergunta-se também ao novo titular. Se ambos aceitarem, o domínio deixa de ser seu e os seus códigos de transferência deixam de servir.
decide-giving-no = Se recusar, continua a ser o titular.
decide-giving-agree = Aceitar e ceder o domínio
decide-giving-refuse = Recusar e manter o domínio
decide-taking-heading = Passar a ser titular de { $name }?
decide-taking-lede = Pedem-lhe que fique com este domínio. O titular é quem decide sobre ele.
decide-taking-yes = Se aceitar, passa imediatamente a ser o titular, e os códigos de transferência do titular anterior deixam de servir.
decide-taking-no = Se recusar, o titular atual mantém o domínio.
decide-taking-agree = Aceitar e passar a titular
decide-taking-refuse = Recusar o domínio
decide-silence = Sem resposta, nada muda.
decide-happens = O que acontece
decide-facts = O que é pedido
decide-gaining = Pede para o gerir
decide-present = Titular atual
decide-new = Novo titular
decide-asked-by = Pedido por
decide-until = Responder até
decide-person = { $name } ({ $handle })
decide-agent = Quem gere o domínio a partir daí?
decide-agent-keep = { $registrar }, como agora
decide-agent-keep-hint = Os servidores de nomes, o sítio web e as caixas de correio ficam com quem os gere
decide-agent-other = Outro agente de registo
decide-agent-other-hint = Fale primeiro com ele: as renovações e as faturas passam a vir dele
decide-agent-which = Que agente de registo?
decide-agent-choose = Escolha um agente de registo
decide-agent-nobody = Ninguém: trato diretamente com o registo
decide-agent-nobody-hint = Não precisa de agente de registo; o registo gere o domínio
decide-agent-missing = Escolha o agente de registo que gere o domínio
decide-later = Também pode fechar esta página e responder mais tarde.
decide-refused-title = Isso não é possível agora
decided-title = A sua resposta ficou registada
decided-transfer-yes = Aceitou. { $name } mudou para o novo agente de registo.
decided-transfer-no = Recusou. { $name } continua no seu agente de registo.
decided-giving-yes = Aceitou. Agora pergunta-se ao novo titular de { $name }. Continua a ser o titular até ele aceitar.
decided-giving-no = Recusou. Continua a ser o titular de { $name }.
decided-taking-yes = É agora o titular de { $name }. Inicie sessão com o seu NIC-Handle para o ver.
decided-taking-no = Recusou. { $name } fica com o titular atual.
decided-domains = Ver os seus domínios
decide-dead-title = Não há aqui nada a que responder
decide-dead-text = Esta ligação não serve, ou já não serve. Vale para uma só resposta e até à hora indicada no nosso email: se já respondeu, a sua resposta ficou registada. Caso contrário, a ligação tem um erro, o prazo terminou, o pedido foi retirado ou o seu endereço de email registado mudou.

## Ceder um domínio

waiting-title = À espera da sua resposta
waiting-transfer = { $gaining } pediu para o gerir. Responda com a ligação do nosso email até { $when }.
waiting-giving = Foi pedido que outra pessoa passe a ser titular. Responda até { $when }.
waiting-taking = Pedem-lhe que passe a ser o titular. Responda até { $when }.
waiting-answer = Responder
domain-handover = Mudar de titular
domain-handover-text = Ceder este domínio a outra pessoa ou empresa
domain-handover-cancel = Anular a mudança de titular
domain-waits-approves = { $gaining } pediu este domínio
domain-waits-approves-text = Muda em { $when }, a não ser que a transferência seja rejeitada ou retirada. Se não a pediu, contacte imediatamente { $registrar }.
domain-waits-cancels = { $gaining } pediu este domínio
domain-waits-cancels-text = A transferência espera por uma resposta por email até { $when }. Sem ela, o domínio fica em { $registrar }.
domain-waits-new = Uma mudança de titular para { $handle } está à espera
domain-waits-new-text = O novo titular pode aceitar até { $when }. Até lá, continua a ser o titular.
domain-waits-present-text = Foi pedida pelo seu agente de registo. Pode responder até { $when }. Sem a sua resposta, nada muda.
domain-redemption = Recuperável
domain-restoring = Em recuperação
domain-renews = Renova-se automaticamente quando expira
handover-title = Mudar de titular
handover-heading = Ceder { $name } a outro titular
handover-lede = { $days ->
    [one] Perguntamos ao novo titular por email. Tem { $days } dia para aceitar; até lá, nada muda.
   *[other] Perguntamos ao novo titular por email. Tem { $days } dias para aceitar; até lá, nada muda.
}
handover-happens = Se o novo titular aceitar
handover-loses = Deixa de ser o titular: o domínio sai da sua lista e não o pode recuperar sozinho
handover-codes = Os seus códigos de transferência deste domínio deixam de servir
handover-agent = O novo titular escolhe o agente de registo. { $registrar } pode deixar de gerir o domínio
handover-stays = O que se mantém
handover-stays-servers = Os servidores de nomes: o sítio web e o email mantêm a configuração
handover-stays-expiry = A data de expiração, { $date }
handover-stays-cancel = Pode anular enquanto o novo titular não responder
handover-handle = NIC-Handle do novo titular
handover-handle-hint = Peça-lho: está em todos os emails que recebe de nós.
handover-submit = Confirmar e perguntar ao novo titular
handover-stop = Manter o domínio
handover-blocked-title = O titular não pode ser mudado agora
handover-asked = Perguntámos ao novo titular. Nada muda até ele aceitar.
handover-cancel-heading = Anular a mudança de titular de { $name }?
handover-cancel-text = O domínio continua a ser seu. { $handle } já não poderá aceitar; a ligação do nosso email deixa de servir.
handover-cancel-submit = Anular a mudança
handover-cancel-stop = Deixar à espera
handover-cancelled = A mudança de titular foi anulada. Continua a ser o titular.
handover-cancel-nothing = Não há nenhuma mudança de titular à espera de resposta.
