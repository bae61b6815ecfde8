# O que dizem os agentes de registo e o histórico: resultados, avisos, estados, funções, atos, datas.

## Resultados (RFC 5730, secção 3)
result-1000 = Comando concluído com êxito
result-1001 = Comando concluído com êxito; ação pendente
result-1300 = Comando concluído com êxito; sem mensagens
result-1301 = Comando concluído com êxito; confirme para retirar da fila
result-1500 = Comando concluído com êxito; a terminar a sessão
result-2000 = Comando desconhecido
result-2001 = Erro de sintaxe do comando
result-2002 = Erro de utilização do comando
result-2003 = Falta um parâmetro obrigatório
result-2004 = Valor do parâmetro fora dos limites
result-2005 = Erro de sintaxe no valor do parâmetro
result-2100 = Versão do protocolo não disponível
result-2101 = Comando não disponível
result-2102 = Opção não disponível
result-2103 = Extensão não disponível
result-2104 = Falha de faturação
result-2105 = O objeto não pode ser renovado
result-2106 = O objeto não pode ser transferido
result-2200 = Erro de autenticação
result-2201 = Erro de autorização
result-2202 = Dados de autorização inválidos
result-2300 = Transferência do objeto pendente
result-2301 = Nenhuma transferência do objeto pendente
result-2302 = O objeto já existe
result-2303 = O objeto não existe
result-2304 = O estado do objeto não permite a operação
result-2305 = A associação do objeto não permite a operação
result-2306 = O valor do parâmetro contraria a política
result-2307 = Serviço de objetos não disponível
result-2308 = Violação da política de gestão de dados
result-2400 = O comando falhou
result-2500 = O comando falhou; o servidor vai fechar a ligação
result-2501 = Erro de autenticação; o servidor vai fechar a ligação
result-2502 = Limite de sessões excedido; o servidor vai fechar a ligação

## Mensagens da fila
notice-domain-transferred = { $domain } foi transferido de { $losing } para { $gaining }.
notice-contact-transferred = O contacto { $handle } foi transferido de { $losing } para { $gaining }.
notice-code-created = O titular de { $domain } criou um código de transferência, válido até { $expires }.
notice-code-created-recovered = O titular de { $domain } criou um código de transferência, válido até { $expires }. O acesso à conta do titular foi recuperado nas últimas 24 horas.
notice-code-revoked = O titular de { $domain } anulou os códigos de transferência.
notice-auto-renewed = { $domain } foi renovado automaticamente até { $expires }.
notice-expired = { $domain } expirou. Pode ser renovado até { $until }.
notice-pending-delete = { $domain } está a ser eliminado. Ficará livre em { $purge }.
notice-purged = { $domain } (ID do processo { $id }) ficou livre em { $at }.
notice-changed-by-registry = O registo alterou { $domain }: { $what }.
notice-delegation-held = Os novos servidores de nomes de { $domain } não respondem como a zona exige e ainda não estão publicados: { $findings }. Serão verificados outra vez.
notice-delegation-released = Os novos servidores de nomes de { $domain } estão agora publicados.
notice-low-balance = O seu saldo está baixo: { $balance }. Reforce o saldo.
notice-application-pending-validation = A candidatura { $id } a { $domain } está a ser analisada.
notice-application-validated = A candidatura { $id } a { $domain } é válida.
notice-application-invalid = A candidatura { $id } a { $domain } não é válida. Corrija-a.
notice-application-pending-allocation = A candidatura { $id } a { $domain } espera pela atribuição do nome.
notice-application-allocated = { $domain } foi atribuído à candidatura { $id }: o nome está registado.
notice-application-rejected = A candidatura { $id } a { $domain } foi rejeitada.
notice-application-custom = A candidatura { $id } a { $domain } tem o estado “{ $status }”.
notice-maintenance-planned = Está prevista a manutenção { $id }, de { $start } a { $end }.
notice-maintenance-changed = A manutenção { $id } foi alterada: decorre de { $start } a { $end }.
notice-maintenance-cancelled = A manutenção { $id } não se realiza.
notice-maintenance-begun = A manutenção { $id } começa agora e dura até { $end }.
notice-maintenance-over = A manutenção { $id } terminou.

## Estados por palavras
status-client-delete-prohibited = o agente de registo bloqueia a eliminação
status-client-hold = o agente de registo mantém o nome fora do DNS
status-client-renew-prohibited = o agente de registo bloqueia a renovação
status-client-transfer-prohibited = o agente de registo bloqueia as transferências
status-client-update-prohibited = o agente de registo bloqueia as alterações
status-inactive = não há servidores de nomes definidos
status-linked = há domínios que o utilizam
status-ok = nada o impede
status-pending-create = o registo está a ser processado
status-pending-delete = a eliminação está em curso
status-pending-renew = a renovação está a ser processada
status-pending-transfer = uma transferência está a ser processada
status-pending-update = uma alteração está a ser processada
status-server-delete-prohibited = o registo bloqueia a eliminação
status-server-hold = o registo mantém o nome fora do DNS
status-server-renew-prohibited = o registo bloqueia a renovação
status-server-transfer-prohibited = o registo bloqueia as transferências
status-server-update-prohibited = o registo bloqueia as alterações
name-state-registered = Registado
name-state-reserved = Reservado
name-state-pending-delete = Pendente de eliminação

## Funções
role-admin = Contacto administrativo
role-billing = Contacto de faturação
role-tech = Contacto técnico
role-holder = Titular

## Histórico
history-created = Registado
history-updated = Alterado: { $parts }
history-updated-plain = Alterado
history-renewed = Renovado até { $expires }
history-auto-renewed = Renovado automaticamente até { $expires }
history-transferred = Transferido de { $losing } para { $gaining }
history-code-created = Código de transferência criado, válido até { $expires }
history-code-revoked = Códigos de transferência anulados
history-code-refused = { $registrar } tentou um código de transferência errado
history-expired = Expirou
history-pending-delete = Início da eliminação
history-removed = Ficou livre
history-recovered = Acesso recuperado
history-password-changed = Palavra-passe alterada
history-deposited = Pagamento de { $amount } recebido
history-delegation-held = Novos servidores de nomes ainda não publicados: { $findings }
history-delegation-passed = Os novos servidores de nomes respondem como devem
history-delegation-overruled = O registo deixa publicar os novos servidores de nomes, apesar do que foi encontrado
history-refused = Um comando foi recusado
history-other = { $deed }
part-name-servers = servidores de nomes
part-organisations = organizações
part-roles = funções
part-status = estado
part-contacts = contactos
part-holder = titular
part-email = email
part-dnssec = DNSSEC
part-renewal = renovação
part-data = dados
part-auth-code = código de transferência
actor-registrar = Agente de registo { $id }
actor-holder = Titular
actor-staff = Registo
actor-clock = Automático
actor-public = Recuperação por email

## Datas
date-long = { $day } de { $month } de { $year }
date-and-time = { $date }, { $time }
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro

## Carência, transferências pendentes, dinheiro
notice-transfer-asked = { $gaining } pede a transferência de { $domain }. Sem resposta, a transferência decide-se em { $at }.
notice-transfer-ended = A transferência de { $domain } para { $gaining } não se realiza.
notice-contact-transfer-asked = { $gaining } pede a transferência do contacto { $handle }. Sem resposta, é transferido em { $at }.
notice-contact-transfer-ended = A transferência do contacto { $handle } para { $gaining } não se realiza.
notice-redemption = O domínio { $domain } foi eliminado e pode ser recuperado até { $until }.
notice-restore-lapsed = O relatório de recuperação de { $domain } não chegou a tempo. Pode ser novamente recuperado até { $until }.
notice-holder-changed = A mudança de titular de { $domain } foi concluída.
notice-holder-unchanged = A mudança de titular de { $domain } não se realiza.

## Passos de carência, transferências e titulares
history-transfer-asked = { $gaining } pediu a transferência do domínio
history-transfer-ended = A transferência não se realizou
history-holder-change-asked = Pedida a mudança de titular para { $to }
history-holder-change-ended = A mudança de titular não se realizou
history-holder-changed = O titular passou a ser { $to }
history-redemption = Eliminado; pode ser recuperado durante algum tempo
history-restore-asked = Pedida a recuperação
history-restored = Recuperado
history-restore-lapsed = A recuperação não foi concluída a tempo
history-grace-ended = Terminou um período de carência
history-status-lapsed = O estado { $status } terminou
history-corrected = Correção de { $amount }
history-begun = Começou
history-ended = Terminou
history-published = No DNS com o número de série { $serial } após { $seconds } s
history-served = em { $secondary } após { $seconds } s
part-terms = condições
part-ttl = tempos de vida
part-certificates = certificados
part-policy = política

security-password-ends = A sua palavra-passe de EPP funciona até { $at }. Defina uma nova no próximo início de sessão.
security-password-over = A sua palavra-passe de EPP expirou em { $at }. Inicie sessão com ela e indique ao mesmo tempo uma nova.
security-certificate-ends = O seu certificado de cliente é válido até { $at }. Registe um novo antes disso.
security-certificate-over = O seu certificado de cliente expirou em { $at }. Registe um novo.
security-password-weak = A nova palavra-passe pode ser adivinhada. A atual mantém-se.
security-failed-logins = { $count ->
    [one] Houve uma tentativa falhada de login em seu nome nas últimas 24 horas.
   *[other] Houve { $count } tentativas falhadas de login em seu nome nas últimas 24 horas.
}

clock-lisbon = { $at } (hora de Lisboa)
clock-madrid = { $at } (hora de Madrid)
clock-place = { $at } (hora de { $place })
clock-utc = { $at } (UTC)
