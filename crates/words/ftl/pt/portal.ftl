# O portal dos titulares. Português europeu, tratamento formal, frases curtas.

## Todas as páginas

frame-tagline = Titulares de domínios
frame-skip = Saltar para o conteúdo principal
frame-nav = Principal
frame-domains = Domínios
frame-mailbox = Caixa de correio de demonstração
frame-breadcrumb = Localização
frame-language = Idioma
frame-theme = Aspeto
frame-theme-system = Igual ao dispositivo
frame-theme-light = Claro
frame-theme-dark = Escuro
frame-account = Conta
frame-sign-in = Iniciar sessão
frame-sign-out = Terminar sessão
frame-help = Precisa de ajuda?
frame-accessibility = Acessibilidade
frame-privacy = Privacidade
frame-error-title = Erro: { $title }
frame-problem = Há um problema
frame-error = Erro:
frame-reference = Referência: { $reference }

## Botões de várias páginas

button-copy-process-id = Copiar o ID do processo { $id }
button-copy-handle = Copiar o NIC-Handle
button-copied = Copiado
button-print = Imprimir
button-show-password = Mostrar a palavra-passe

## Iniciar sessão

login-title = Iniciar sessão
login-lede = Veja os seus domínios e transfira-os quando quiser.
login-handle = NIC-Handle
login-handle-hint = O seu nome de utilizador, por exemplo KTRW-482133-PT. Está em todos os emails que lhe enviamos.
login-password = Palavra-passe
login-forgot = Esqueceu-se da palavra-passe?
login-submit = Iniciar sessão
login-wrong = O NIC-Handle ou a palavra-passe não está correto. Verifique ambos ou defina uma nova palavra-passe.
login-throttled = Demasiadas tentativas. Tente de novo depois de { $when }.
login-handle-missing = Introduza o seu NIC-Handle
login-password-missing = Introduza a sua palavra-passe
login-changed = A sua palavra-passe foi alterada. Inicie sessão com ela.
login-signed-out = A sessão foi terminada.
login-needed = Inicie sessão para ver essa página.
login-first-title = É a primeira vez?
login-first-text = Se é titular de um domínio, já tem uma conta. Defina a primeira palavra-passe em «Esqueceu-se da palavra-passe?».
login-demo-title = Demonstração
login-demo-text = Estes titulares só existem nesta demonstração. Inicie sessão como qualquer um deles. As páginas passam então para a língua dessa pessoa; o globo acima muda-a.
login-demo-forgotten = Palavra-passe: esquecida. Recupere o acesso com o número de contribuinte.
login-demo-mailbox = Os emails não saem desta máquina. Pode lê-los aqui:

## Recuperar o acesso

recover-title = Recuperar o acesso
recover-lede = Diga-nos quem é o titular do domínio. Enviaremos uma ligação para o endereço de email que temos registado para esse titular.
recover-legend = O que tem à mão?
recover-by-tax = Número de contribuinte
recover-by-tax-hint = NIF, NIPC ou número de IVA da pessoa ou empresa titular do domínio
recover-by-handle = NIC-Handle
recover-by-handle-hint = O seu nome de utilizador, por exemplo KTRW-482133-PT
recover-country = País do número de contribuinte
recover-tax-id = Número de contribuinte
recover-tax-id-hint = Em Portugal tem 9 algarismos. Os espaços não contam.
recover-handle = NIC-Handle
recover-submit = Enviar a ligação
recover-country-unknown = Escolha um país da lista
recover-tax-missing = Introduza o número de contribuinte
recover-tax-length = Um número de contribuinte desse país tem { $wanted } caracteres
recover-tax-too-long = É demasiado longo para um número de contribuinte
recover-tax-character = Um número de contribuinte só tem algarismos e letras
recover-tax-check = Verifique o número de contribuinte: o carácter de controlo não confere, pelo que há algum engano
recover-tax-shape = Não tem a forma de um número de contribuinte desse país
recover-handle-missing = Introduza o NIC-Handle
recover-handle-shape = Um NIC-Handle tem de 3 a 16 letras, algarismos e hífenes, por exemplo KTRW-482133-PT
recover-sent-title = Consulte o seu email
recover-sent-lede = Se os dados coincidirem com os que temos, receberá uma ligação no endereço de email registado. Serve uma única vez, e o email diz até quando.
recover-sent-help = Não recebeu nada?
recover-sent-wait = Aguarde alguns minutos e procure também na pasta de correio não solicitado.
recover-sent-check = Verifique o número de contribuinte ou o NIC-Handle e peça de novo. Após vários pedidos, deixamos de enviar durante algum tempo.
recover-sent-address = Já não tem acesso a esse email? Peça ao agente de registo que gere o seu domínio que corrija o endereço e depois volte aqui.
recover-sent-again = Pedir de novo
recover-sent-login = Voltar ao início de sessão

reset-title = Escolha uma nova palavra-passe
reset-handle = O seu NIC-Handle
reset-handle-hint = Tome nota: é com ele que inicia sessão.
reset-password = Nova palavra-passe
reset-rules = Pelo menos 12 caracteres. O melhor são três ou quatro palavras que só a si ocorreria juntar. As palavras-passe muito conhecidas são recusadas.
reset-others = Ao guardar, todas as outras sessões desta conta terminam e avisamo-lo por email.
reset-submit = Guardar a palavra-passe
reset-missing = Introduza uma nova palavra-passe
dead-title = Esta ligação já não funciona
dead-text = Uma ligação serve uma única vez e por pouco tempo, e uma mais recente substitui a anterior. A sua palavra-passe não foi alterada.
dead-again = Enviar uma nova ligação

## A lista de domínios

domains-title = Os seus domínios
domains-count = { $count ->
    [one] Há { $count } domínio registado com o seu NIC-Handle { $handle }.
   *[other] Há { $count } domínios registados com o seu NIC-Handle { $handle }.
}
domains-attention = Precisa da sua atenção
domains-attention-expires = expira em { $date }. Peça a { $registrar } que o renove.
domains-attention-expired = expirou em { $date }. Se quiser conservá-lo, contacte { $registrar } quanto antes.
domains-filter-title = Filtrar a lista
domains-filter-text = Nome ou ID do processo
domains-filter-status = Estado
domains-filter-any = Qualquer estado
domains-filter-rows = Linhas por página
domains-sort = Ordenar por
domains-order = Ordem
domains-order-up = Crescente
domains-order-down = Decrescente
domains-filter-submit = Filtrar
domains-filter-clear = Limpar o filtro
domains-caption = Domínios { $first } a { $last } de { $total }
domains-process-id = ID do processo
domains-name = Nome
domains-status = Estado
domains-registrar = Agente de registo
domains-expires = Expira
domains-range = { $first }–{ $last } de { $total }
domains-pages = Páginas
domains-previous = Página anterior
domains-next = Página seguinte
domains-page = Página { $page } de { $pages }
domains-empty-title = Ainda não há domínios
domains-empty-text = Não há domínios registados com o NIC-Handle { $handle }. Se esperava encontrar algum, pode estar registado com outro NIC-Handle ou em nome de outra pessoa: pergunte ao agente de registo a quem o paga.
domains-none-title = Nenhum domínio corresponde
domains-none-text = Altere o filtro ou limpe-o para ver todos os seus domínios.
domains-scroll = Lista de domínios

public-registered-text = Em uso. Pago até { $date }.
public-reserved-text = Registado, sem servidores de nomes. Pago até { $date }.
public-expired-text = Expirado. Ainda pode ser renovado até { $date }.
public-purge-text = Em eliminação. Qualquer pessoa pode registar o nome a partir de { $date }.
public-redemption-text = Eliminado. O seu agente de registo ainda o pode recuperar até { $date }.
public-restoring-text = Em recuperação. O seu agente de registo tem de a justificar até { $date }.

## Um domínio

domain-actions = Ações
domain-actions-of = Ações para { $name }
domain-process-id = ID do processo
domain-role = O seu papel
domain-role-holder = Titular
domain-managed-by = Gerido por
domain-registered = Registado em
domain-tasks = O que pretende fazer?
domain-transfer = Transferir a gestão do domínio
domain-transfer-text = Obter o código para mudar este domínio de agente de registo
domain-cancel = Anular os códigos de transferência
domain-cancel-text = Fazer com que os códigos deste domínio deixem de servir
domain-history = Histórico
domain-history-text = Tudo o que aconteceu a este domínio
domain-code-live = Há um código de transferência que serve até { $date }
domain-code-live-text = Criou-o em { $made }. Se já não precisa dele, anule-o.
domain-cancelled = Os códigos de transferência deste domínio foram anulados. Já nenhum serve.
domain-cancel-nothing = Este domínio não tem códigos de transferência para anular.
domain-disputed = Este domínio está bloqueado por um litígio. Não pode ser transferido, eliminado nem cedido até o litígio estar resolvido.
domain-period = Período de registo
domain-days-left = { $days ->
    [one] Falta { $days } dia
   *[other] Faltam { $days } dias
}
domain-period-over = Terminado
domain-today = Hoje
domain-expires = Expira
domain-renewable = { $days ->
    [one] Mais { $days } dia
   *[other] Mais { $days } dias
}
domain-renewable-text = Ainda pode ser renovado
domain-released = Libertado
domain-holder = Titular
domain-contact-handle = NIC-Handle
domain-contact-name = Nome
domain-contact-organisation = Organização
domain-contact-tax = Número de contribuinte
domain-contact-email = Email
domain-contact-phone = Telefone
domain-contact-mobile = Telemóvel
domain-contact-address = Morada
domain-name-servers = Servidores de nomes
domain-name-servers-none = Nenhum. O domínio não responde na internet até o seu agente de registo indicar servidores de nomes.
domain-dnssec = DNSSEC
domain-dnssec-on = { $count ->
    [one] Ativo, com { $count } registo DS
   *[other] Ativo, com { $count } registos DS
}
domain-dnssec-off = Inativo
domain-key-tag = Etiqueta da chave
domain-algorithm = Algoritmo
domain-digest-type = Tipo de resumo
domain-digest = Resumo
domain-dates = Datas e definições
domain-updated = Última alteração
domain-transferred = Última mudança de agente de registo
domain-never = Nunca
domain-auto-renew = Renova-se automaticamente
domain-arbitration = Arbitragem aceite
domain-confidential = Dados do titular confidenciais
domain-yes = Sim
domain-no = Não
domain-statuses = Bloqueios e estados
domain-history-recent = Histórico recente
domain-history-all = Ver todo o histórico
domain-history-none = Ainda não aconteceu nada.
domain-history-title = Histórico de { $name }
domain-history-lede = Tudo o que aconteceu a este domínio, do mais recente para o mais antigo.
domain-history-back = Voltar ao domínio
domain-registrar = O seu agente de registo
domain-registrar-text = Contacte-o sobre renovações, servidores de nomes, o seu sítio web e as suas caixas de correio.
domain-registrar-since = Gere este domínio desde { $date }.
domain-unicode = No DNS: { $name }

## Transferir um domínio

transfer-title = Transferir a gestão do domínio
transfer-heading = Mudar { $name } para outro agente de registo
transfer-lede = Criamos um código de transferência. Entregue-o ao novo agente de registo, que conclui a mudança, em geral em poucos minutos.
transfer-also-called = Os agentes de registo também lhe chamam auth code, AuthKey ou chave de transferência.
transfer-changes = O que muda
transfer-changes-registrar = { $registrar } deixa de gerir o domínio assim que o novo agente de registo usar o código
transfer-changes-billing = As renovações e as faturas passam a vir do novo agente de registo
transfer-stays = O que se mantém
transfer-stays-holder = Continua a ser o titular
transfer-stays-servers = Os servidores de nomes e os contactos: o sítio web e o email mantêm a configuração
transfer-stays-expiry = A data de expiração, { $date }
transfer-warning-title = Antes de sair
transfer-warning = Se { $registrar } também alojar o seu sítio web ou as suas caixas de correio, mude-os primeiro. Podem ser encerrados quando o domínio sair.
transfer-replaces-title = Já tem um código de transferência
transfer-replaces = O que criou em { $made } serve até { $date }. Um novo código substitui-o.
transfer-password = Confirme a sua identidade: introduza a palavra-passe
transfer-password-hint = A palavra-passe com que iniciou sessão como { $handle }
transfer-password-missing = Introduza a sua palavra-passe
transfer-password-wrong = Essa não é a palavra-passe desta conta
transfer-submit = Confirmar e criar o código
transfer-stop = Deixar como está
transfer-fine-print = O código serve uma única vez. Mostramo-lo aqui e enviamo-lo para { $email }. { $registrar } recebe o aviso de que foi criado um código, mas nunca o vê.
transfer-blocked-title = Este domínio não pode ser transferido agora
transfer-blocked-registrar = Tem dúvidas? Contacte { $registrar }, que gere o domínio.
transfer-back = Voltar ao domínio

code-title = O seu código de transferência
code-for = Código de transferência de { $name }
code-ready = O seu código está pronto
code-once = Serve uma única vez
code-until = Até { $when }
code-sent = Enviado também para { $email }
code-copy = Copiar o código
code-copy-all = Copiar tudo, com o código
code-key-title = Trate este código como uma chave
code-key = Quem o tiver pode levar o domínio. Entregue-o apenas ao agente de registo que escolheu. Nunca lho pediremos.
code-next = O que acontece a seguir
code-next-made = Código criado
code-next-give = Entregue-o ao novo agente de registo
code-next-give-text = Inicie uma transferência no sítio web dele e cole o código. Espaços, hífenes e minúsculas não contam.
code-next-move = O domínio muda
code-next-move-text = Em geral em poucos minutos. Os servidores de nomes ficam como estão.
code-next-told = Avisamo-lo por email quando a mudança estiver concluída
code-next-told-text = Se nada acontecer até { $date }, o código deixa de servir e nada muda.
code-asked = O novo agente de registo pode pedir-lhe
code-asked-domain = Domínio
code-asked-code = Código de transferência
code-asked-expires = O código serve até
code-asked-registrar = Agente de registo até agora
code-leaving = Antes de sair desta página
code-leaving-text = Para sua segurança, o código só fica nesta página até { $time }. Também o encontra no email.
code-done = Concluído, voltar ao domínio
code-cancel = Anular este código
code-hidden-title = O código já não é mostrado
code-hidden = Para sua segurança, esta página mostrou-o durante dez minutos. Encontra-o no email que enviámos para { $email }, ou pode criar um novo, que o substitui.
code-hidden-valid = O código que criou em { $made } serve até { $date }.
code-hidden-spent = O código que aqui foi mostrado já não serve.
code-none-title = Não há nenhum código aqui
code-none = Nesta sessão não foi criado nenhum código de transferência para { $name }.
code-new = Criar um novo código

cancel-title = Anular os códigos de transferência
cancel-heading = Anular os códigos de transferência de { $name }?
cancel-text = Nenhum código deste domínio voltará a servir: nem o que criou, nem o que o seu agente de registo definiu. O domínio fica onde está. Pode criar um novo código em qualquer altura.
cancel-yours = O seu, criado em { $made }, serviria até { $date }
cancel-registrars = Um que o seu agente de registo definiu em { $made }
cancel-submit = Anular os códigos
cancel-stop = Mantê-los

## A caixa de correio de demonstração

mailbox-title = Caixa de correio de demonstração
mailbox-lede = Nesta demonstração nenhum email sai da máquina. Todas as mensagens do registo chegam aqui, da mais recente para a mais antiga.
mailbox-empty = Ainda não há mensagens. Faça algo que envie uma, por exemplo «Esqueceu-se da palavra-passe?», e volte a ver.
mailbox-refresh = Atualizar
mailbox-to = Para
mailbox-from = De
mailbox-date = Data
mailbox-text = Texto
mailbox-html = Versão em HTML
mailbox-original = Ficheiro original
mailbox-no-subject = (sem assunto)

## Páginas sobre o portal

accessibility-title = Acessibilidade
accessibility-goal = Estas páginas foram feitas para cumprir as WCAG 2.2, nível AA. Funcionam com teclado, com leitores de ecrã, sem JavaScript, com ampliação de 400 % e em ecrãs pequenos, em cores claras e escuras.
accessibility-tested = Um verificador automático examina cada página nos dois esquemas de cores sempre que o programa muda. Esses verificadores só encontram parte dos problemas, e as páginas ainda não foram testadas por pessoas que usam tecnologias de apoio.
accessibility-known-title = O que sabemos que ainda não está bem
accessibility-known = Um código de transferência desaparece da página ao fim de dez minutos, por segurança. Continua no email. Os textos em português e espanhol não foram revistos por falantes nativos.
accessibility-tell = Diga-nos o que lhe causa dificuldades: { $contact }
privacy-title = Privacidade
privacy-data = Este portal mostra-lhe os dados que o seu agente de registo nos deu quando o domínio foi registado. Precisamos deles para saber quem é o titular de cada domínio. Quem os corrige é o agente de registo.
privacy-cookies-title = Cookies
privacy-cookies = Só guardamos aquilo de que as páginas precisam: um cookie para a sua sessão, um que protege os formulários antes de iniciar sessão, um enquanto define uma nova palavra-passe ou responde a uma pergunta do nosso email, e um para o idioma e outro para o aspeto, se os escolher. Mais ninguém os recebe.
privacy-journal-title = O que registamos
privacy-journal = Mantemos um diário do que acontece a cada domínio e de quem o fez, com o endereço de rede. Protege-o se alguém tentar ficar com o seu domínio.
privacy-nothing = Não há publicidade, nem rastreio, nem nada carregado de outros sítios.
privacy-contact = Perguntas sobre os seus dados: { $contact }

## Quando algo corre mal

oops-not-found-title = Esta página não existe
oops-not-found = O endereço pode ter um erro, ou não tem acesso à página. Se procura um domínio, tem de estar registado com o NIC-Handle com que iniciou sessão.
oops-forbidden-title = O pedido não pôde ser aceite
oops-forbidden = O formulário veio de outro sítio ou de uma sessão que já terminou. Nada foi alterado. Volte atrás, recarregue a página e envie de novo.
oops-too-many-title = Demasiados pedidos
oops-too-many = { $seconds ->
    [one] Aguarde { $seconds } segundo e tente de novo.
   *[other] Aguarde { $seconds } segundos e tente de novo.
}
oops-request-title = Não foi possível ler o pedido
oops-request = Volte atrás, recarregue a página e tente de novo.
oops-method-title = Isso não funciona aqui
oops-timeout-title = Demorou demasiado tempo
oops-timeout = O servidor está ocupado. A alteração pode ter sido feita ou não: verifique antes de tentar de novo.
oops-broken-title = Algo falhou do nosso lado
oops-broken = A culpa não é sua, e a falha ficou registada. Tente de novo daqui a pouco. Se voltar a acontecer, indique-nos a referência.
oops-home = Ir para a página inicial
