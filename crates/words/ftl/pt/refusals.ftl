# Porque é que a regra diz que não: o que está mal e o que fazer em alternativa.

## Quem pede
refusal-account-suspended = Esta conta de agente de registo está suspensa. Contacte o registo para a reativar.
refusal-actor-not-allowed = Não lhe cabe dar este comando. Dirija-se ao registo ou ao agente de registo do objeto.
refusal-not-sponsor = Este objeto é gerido por outro agente de registo. Dirija-se a esse agente ou transfira primeiro o objeto.
refusal-superordinate-not-yours = O domínio { $domain }, acima deste servidor, é gerido por outro agente de registo. Peça a esse agente que crie o servidor.
refusal-superordinate-unknown = O domínio { $domain }, acima deste servidor, não está registado. Registe-o primeiro.
refusal-registrar-taken = O identificador de agente de registo { $registrar } já está em uso. Escolha outro.
refusal-registrar-unknown = Não existe nenhum agente de registo { $registrar }. Verifique o identificador.
refusal-credit-too-low = A operação custa { $needed } e o saldo é de { $available }. Reforce o saldo e envie novamente o comando.
refusal-too-many-attempts = Houve demasiadas tentativas. Tente novamente depois de { $until }.

## Nomes
refusal-name-character = O carácter «{ $character }» não pode fazer parte de um nome aqui. Utilize letras, algarismos e hífenes que a zona aceite.
refusal-name-length = O nome tem de ter entre { $min } e { $max } caracteres. Escolha outro mais curto ou mais comprido.
refusal-name-hyphens = O terceiro e o quarto caracteres não podem ser ambos hífenes. Escolha outro nome.
refusal-name-reserved = O nome { $domain } está reservado. Escolha outro nome.
refusal-name-taken = O nome { $domain } já está registado. Escolha outro nome.
refusal-name-not-in-zone = O nome { $domain } não está diretamente sob uma zona deste registo. Verifique a terminação.
refusal-zone-closed = Não são aceites novos nomes sob { $zone }. Escolha outra zona.
refusal-zone-restricted = Os novos nomes sob { $zone } são pedidos através de { $authority }. Dirija-se a essa entidade.
refusal-zone-invalid = A política da zona não pode ser utilizada: { $problem }. Corrija-a e envie-a novamente.
refusal-zone-not-accredited = Este agente de registo não está acreditado para { $zone }. Peça a acreditação ao registo.

## Domínios
refusal-domain-expired = O domínio { $domain } expirou. Renove-o primeiro.
refusal-domain-in-dispute = O domínio { $domain } está bloqueado por um litígio. Aguarde a sua conclusão ou contacte o registo.
refusal-domain-pending-delete = O domínio { $domain } está a ser eliminado. Poderá ser registado novamente quando ficar livre.
refusal-domain-has-hosts = O servidor { $host } está sob este domínio. Mude o nome dos servidores ou elimine-os primeiro.
refusal-domain-unknown = O domínio { $domain } não está registado aqui. Verifique o nome.
refusal-process-id-contradicts = O ID do processo { $id } pertence a outro domínio. Verifique-o ou omita-o.
refusal-expiry-mismatch = O domínio não expira em { $date }. Consulte a data de expiração atual e envie novamente o comando.
refusal-period-not-offered = { $years ->
    [one] Não está disponível aqui um período de { $years } ano. Escolha um dos períodos da zona.
   *[other] Não está disponível aqui um período de { $years } anos. Escolha um dos períodos da zona.
}
refusal-renewal-too-early = Este domínio pode ser renovado a partir de { $from }. Tente novamente nessa altura.
refusal-renewal-too-far = { $years ->
    [one] A expiração ficaria a mais de { $years } ano. Escolha um período mais curto.
   *[other] A expiração ficaria a mais de { $years } anos. Escolha um período mais curto.
}
refusal-status-prohibits = De momento não é possível: { $plain } ({ $status }). Peça primeiro a remoção do estado.
refusal-status-not-client = O estado { $status } é definido apenas pelo registo. Omita-o.

## Servidores de nomes
refusal-address-missing = O servidor { $host } está sob um domínio daqui e precisa de um endereço. Indique pelo menos um.
refusal-address-not-routable = Nenhum servidor de nomes pode ter o endereço { $address }. Indique um que seja acessível a partir da internet.
refusal-address-unwanted = O servidor { $host } não leva endereços aqui. Omita-os.
refusal-host-model-not-offered = Esta zona não aceita servidores de nomes nesta forma. Utilize atributos em vez de objetos, ou o inverso.
refusal-nothing-held-back = Nenhuma delegação de { $domain } está retida. Veja como está publicada antes de pedir outra vez.
refusal-servers-not-ready = Os servidores de nomes não respondem como esta zona exige: { $found }. Configure-os primeiro e envie o comando outra vez.
refusal-host-is-linked = Ainda há domínios que utilizam o servidor { $host }. Retire-o deles primeiro.
refusal-host-is-linked-elsewhere = Há domínios de outro agente de registo que utilizam o servidor { $host }. Não pode ser alterado enquanto o utilizarem.
refusal-host-taken = O servidor { $host } já existe. Utilize-o tal como está.
refusal-host-unknown = O servidor { $host } não existe. Crie-o primeiro.
refusal-name-servers-too-many = { $max ->
    [one] Um domínio aqui tem no máximo { $max } servidor de nomes. Retire os restantes.
   *[other] Um domínio aqui tem no máximo { $max } servidores de nomes. Retire os restantes.
}
refusal-signer-invalid = O registo DS não está correto ({ $field }: { $value }). Compare-o com a chave da zona.

## Contactos
refusal-contact-is-linked = Ainda há domínios ou organizações que utilizam o contacto { $handle }. Retire-o deles primeiro.
refusal-contact-missing = É necessário um contacto para a função «{ $role }». Acrescente um.
refusal-contact-unknown = O contacto { $handle } não existe. Verifique o NIC-Handle ou crie o contacto.
refusal-registrant-unwanted = Não é aceite aqui um titular. Omita-o.
refusal-email-syntax = «{ $email }» não é um endereço de email. Verifique-o.
refusal-identity-missing = É necessário um número de contribuinte. Indique o número do titular e o seu país.
refusal-identity-frozen = O nome e o número de contribuinte são fixos. Peça ao registo que os corrija.
refusal-identity-length = O número de contribuinte «{ $number }» tem um comprimento errado. Verifique-o.
refusal-identity-digits = { $wanted ->
    [one] O número de contribuinte «{ $number }» tem um comprimento errado: deve ter { $wanted } carácter. Verifique-o.
   *[other] O número de contribuinte «{ $number }» tem um comprimento errado: deve ter { $wanted } caracteres. Verifique-o.
}
refusal-identity-character = O número de contribuinte «{ $number }» tem um carácter que nenhum número destes tem. Verifique-o.
refusal-identity-check-digit = O algarismo de controlo do número de contribuinte «{ $number }» não confere. Um dos algarismos foi mal escrito.
refusal-identity-shape = O número de contribuinte «{ $number }» não tem a forma do seu país. Verifique o número e o país.

## Códigos de transferência e transferências
refusal-code-missing = É necessário um código de transferência. O titular ou o agente de registo atual pode fornecê-lo.
refusal-code-mistyped = O código de transferência foi mal escrito: os caracteres de controlo não conferem. Compare-o com o original.
refusal-code-wrong = Este não é o código de transferência deste domínio. Verifique-o ou peça um novo ao titular.
refusal-code-expired = O código de transferência expirou em { $at }. Peça um novo ao titular.
refusal-code-used = O código de transferência foi utilizado em { $at } e serve uma única vez. Peça um novo ao titular.
refusal-code-revoked = O código de transferência foi anulado em { $at }. Peça um novo ao titular.
refusal-code-throttled = Houve demasiados códigos errados para este domínio. Tente novamente depois de { $until }.
refusal-code-limit-reached = Já criou todos os códigos que um dia permite para este domínio. Pode criar o próximo depois de { $until }.
refusal-code-not-offered = Os códigos de transferência não são criados desta forma para { $domain }. Utilize a outra via: o portal do titular ou o agente de registo.
refusal-code-too-weak = { $min ->
    [one] O código é demasiado curto. Indique pelo menos { $min } carácter, escolhido ao acaso.
   *[other] O código é demasiado curto. Indique pelo menos { $min } caracteres, escolhidos ao acaso.
}
refusal-transfer-to-self = Este agente de registo já gere o objeto. Não é necessária uma transferência.
refusal-transfer-none = Este objeto nunca foi transferido. Não há nada para mostrar.
refusal-not-pending-transfer = Nenhuma transferência aguarda resposta. Peça-a primeiro.

## Acesso
refusal-link-dead = Esta ligação já não serve. Peça outra na página de início de sessão.
refusal-password-too-weak = A palavra-passe é demasiado curta, demasiado simples ou muito conhecida. Escolha outra mais comprida.

## Comandos
refusal-change-has-no-effect = A alteração «{ $value }» não tem efeito: acrescenta o que já existe ou retira o que não existe. Omita-a.
refusal-change-is-empty = A atualização não altera nada. Indique o que deve mudar.
refusal-duplicate = O valor «{ $value }» é indicado duas vezes. Indique-o uma vez.
refusal-extension-not-offered = A extensão { $extension } não está disponível aqui. Omita-a.
refusal-message-unknown = Não existe a mensagem { $id } na sua fila. Consulte a fila para ver a mais antiga.
refusal-not-offered = O valor «{ $value }» de { $element } não é guardado nem aceite aqui. Omita-o ou utilize outro.
refusal-required = Falta o valor de { $element }. Indique-o.

## Carência, transferências pendentes, dinheiro
refusal-allocation-token-unknown = Este código de atribuição não é conhecido aqui ou pertence a outro agente de registo. Verifique-o.
refusal-allocation-token-unfit = O código de atribuição não é para { $domain }. Utilize-o com o nome para o qual foi criado.
refusal-allocation-token-spent = O código de atribuição já foi utilizado ou não é válido hoje. Peça outro ao registo.
refusal-allocation-token-taken = Já existe um código de atribuição com este texto. Escolha outro texto.
refusal-code-too-guessable = O código poderia ser adivinhado. Utilize um aleatório com pelo menos { $bits } bits, por exemplo 20 caracteres de todos os tipos.
refusal-contact-taken = O identificador { $handle } já está em uso. Escolha outro.
refusal-currency-not-offered = Aqui não se cobram valores em { $currency }. Utilize a moeda da zona.
refusal-fee-too-low = O valor é de { $needed }, mais do que o comando aceita. Envie novamente o comando com esse valor.
refusal-fee-unclaimed = Este nome tem um preço próprio, { $needed }. Envie novamente o comando, aceitando esse valor.
refusal-holder-change-pending = Uma mudança de titular de { $domain } aguarda resposta. Aguarde-a ou cancele-a primeiro.
refusal-holder-change-none = Nenhuma mudança de titular aguarda a sua resposta. Foi respondida, retirada ou o prazo terminou; peça-a de novo, se a quiser.
refusal-holder-unchanged = Este contacto já é o titular do domínio. Escolha outro.
refusal-idn-table-unknown = A zona não tem a tabela de letras «{ $table }». Omita-a ou utilize a tabela da zona.
refusal-maintenance-backwards = Uma manutenção de { $start } a { $end } acaba antes de começar ou antes de agora. Verifique os dois instantes.
refusal-maintenance-over = A manutenção { $id } já terminou ou foi anulada. Anuncie outra, com outro identificador.
refusal-maintenance-unknown = Não existe aqui a manutenção { $id }. Consulte a lista.
refusal-zone-unknown = Não existe aqui a zona { $zone }. Indique uma das zonas do registo.
refusal-no-direct-management = Todos os nomes sob { $zone } precisam de um agente de registo. Em alternativa, transfira-o para outro.
refusal-not-in-redemption = O domínio { $domain } não está no período de recuperação. Só um domínio eliminado pode ser recuperado.
refusal-not-pending-restore = O domínio { $domain } não aguarda nenhum relatório de recuperação. Envie primeiro o pedido de recuperação.
refusal-not-transfer-party = Não lhe cabe dar esta resposta. O agente de registo que perde o domínio aprova ou rejeita, o que o ganha cancela.
refusal-retry-mismatch = Foi executado há pouco outro comando com esta referência. Utilize uma referência nova.
refusal-signer-form-not-offered = Nesta zona, os dados DNSSEC não se indicam como { $form }. Utilize a outra forma.
refusal-transfer-locked = O domínio não pode ser transferido antes de { $until }. Tente novamente nessa altura.
refusal-transfer-pending = Uma transferência deste objeto já aguarda resposta. Aguarde que termine.
refusal-transfer-too-late = O domínio expira em breve: podia ser transferido até { $until }. Renove-o primeiro.
refusal-ttl-out-of-range = Aqui, um tempo de vida tem de ter entre { $min } e { $max } segundos. Escolha um valor entre eles, ou omita-o.

## Lançamento
refusal-launch-phase-mismatch = A fase «{ $asked }» não está aberta. Utilize uma que esteja: { $open }.
refusal-launch-phase-missing = Os nomes ainda não estão abertos a todos. Indique em que fase os pede: { $open }.
refusal-launch-closed = Só se aceitam nomes novos sob { $zone } a partir de { $from }. Tente novamente nessa altura.
refusal-launch-kind-mismatch = Esta fase cria outro tipo de objeto: { $kind }. Peça esse, ou não indique o tipo.
refusal-mark-missing = Esta fase é para quem tem uma marca. Envie a marca assinada do nome.
refusal-mark-unwanted = Esta fase não aceita marcas. Retire a marca.
refusal-mark-model-not-offered = Aqui não se verificam códigos nem marcas sem assinatura. Envie uma marca assinada.
refusal-mark-form = A assinatura da marca não tem a forma da RFC 7848, ou não é da marca. Envie o ficheiro tal como o validador o fez.
refusal-mark-digest = A marca assinada foi alterada depois de assinada. Envie o ficheiro tal como o validador o fez.
refusal-mark-signature = A assinatura da marca não é a do seu certificado. Envie o ficheiro tal como o validador o fez.
refusal-mark-certificate = O certificado da assinatura da marca não é de um validador em que este registo confie. Pergunte à Trademark Clearinghouse.
refusal-mark-certificate-expired = O certificado da assinatura da marca não está em vigor. Peça ao validador uma nova marca assinada.
refusal-mark-certificate-revoked = O certificado da assinatura da marca foi revogado. Peça ao validador uma nova marca assinada.
refusal-mark-no-anchor = Este registo ainda não confia em nenhum validador de marcas. Contacte o registo.
refusal-mark-revoked = A marca assinada { $id } foi revogada em { $at }. Peça outra ao validador.
refusal-mark-not-in-force = A marca assinada vale de { $from } a { $until }. Peça outra ao validador.
refusal-mark-of-other-name = A marca assinada não é de { $name }. Envie uma que tenha esta etiqueta.
refusal-notice-missing = Há uma reivindicação sobre este nome. Peça ao titular que aceite o aviso com a chave { $key }, e envie o aviso.
refusal-notice-unwanted = Não há aqui nenhuma reivindicação sobre { $name }. Retire o aviso.
refusal-notice-of-other = Os avisos de «{ $validator }» não são conhecidos aqui. Utilize os da Trademark Clearinghouse.
refusal-notice-syntax = «{ $id }» não é o identificador de um aviso. Tem 8 algarismos hexadecimais e 19 decimais.
refusal-notice-forged = O aviso { $id } não é para este nome e este prazo. Envie-o tal como a Trademark Clearinghouse o forneceu.
refusal-notice-expired = O aviso valia até { $at }. Obtenha um novo.
refusal-notice-stale = O aviso foi aceite em { $at }, e conta durante 48 horas. Peça que seja aceite de novo.
refusal-application-unknown = Não há nenhuma candidatura { $id } a este nome. Verifique o identificador.
refusal-applications-not-offered = Nenhuma fase de { $zone } recebe candidaturas. Registe o nome, ou omita a extensão.
refusal-application-phase-mismatch = A candidatura foi feita na fase “{ $phase }”, não em “{ $asked }”. Indique essa fase.
refusal-application-status-prohibits = A candidatura está “{ $status }”, o que não o permite. Consulte o estado dela.
refusal-name-applied-for = Há candidaturas a { $domain } à espera de decisão. Tente de novo quando estiverem resolvidas.

## Organisations
refusal-organisation-is-linked = Ainda há algo que se refere à organização { $id }. Retire primeiro as ligações ou as organizações que dependem dela.
refusal-organisation-loop = A organização { $id } ficaria acima de si própria. Indique outra superior.
refusal-organisation-role-missing = A organização { $id } não atua como { $role }. Atribua-lhe primeiro essa função.
refusal-organisation-role-not-offered = Aqui as organizações não podem atuar como { $role }. Utilize outra função.
refusal-organisation-status-prohibits = O estado { $status } da organização não o permite. Peça primeiro a remoção do estado.
refusal-organisation-status-not-client = O agente de registo não pode definir nem retirar aqui o estado { $status } de uma organização. Omita-o.
refusal-organisation-taken = Já existe uma organização { $id }. Escolha outro identificador.
refusal-organisation-unknown = A organização { $id } não existe. Crie-a primeiro.
refusal-role-filled = Uma organização já atua como { $role } para este objeto. Altere a ligação em vez de acrescentar outra.
refusal-role-vacant = Nenhuma organização assim atua como { $role } para este objeto. Consulte que ligações tem.

## Autoridades e pedidos de dados que não são públicos
refusal-authority-expiry-past = A autoridade ficaria admitida até { $at }, que já passou. Escolha um dia posterior.
refusal-authority-name-missing = A autoridade não tem nome. Indique como se chama.
refusal-authority-revoked = O código de acesso da autoridade { $id } já lhe foi retirado. Admita-a com outro identificador, se voltar a precisar de um.
refusal-authority-taken = O identificador { $id } é de outra autoridade. Escolha outro.
refusal-authority-unknown = Não existe a autoridade { $id }. Procure o identificador na lista de autoridades.
refusal-request-answered = O pedido { $id } já foi respondido. Não há mais nada a fazer.
refusal-request-incomplete = O pedido ainda não pode ser aceite: { $faults }. Corrija-o e envie-o de novo.
refusal-request-reason-missing = Um pedido recusa-se com um motivo, que é enviado a quem o fez. Indique-o.
refusal-request-unconfirmed = Ainda ninguém confirmou o pedido { $id }. Aguarde que a ligação seja usada; até lá, o pedido não conta.
refusal-request-unknown = Não existe o pedido { $id }. Procure a referência na lista de pedidos.
