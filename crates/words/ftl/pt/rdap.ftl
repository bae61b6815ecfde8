# O que as respostas do RDAP dizem em frases.

## Avisos

rdap-terms-title = Termos de utilização
rdap-terms = Ao consultar este servidor, aceita os respetivos termos de utilização.
rdap-terms-none = Os dados são fornecidos para informação sobre nomes registados, e não para publicidade.
rdap-help-title = Sobre este servidor
rdap-help = Este servidor responde pelos domínios, servidores de nomes e agentes de registo de { $zones }. Aceita consultas de domain, nameserver e entity, e pesquisas de domains, nameservers e entities.
rdap-search-public = Qualquer pessoa pode pesquisar.
rdap-search-authorised = Só requerentes autorizados podem pesquisar; enviam um bearer token.
rdap-search-off = Este servidor não faz pesquisas.
rdap-search-reverse = Requerentes autorizados podem pesquisar domínios pelas pessoas por trás deles.
rdap-cut-title = Parte dos resultados
rdap-cut-page = { $count ->
    [one] Mostra-se um resultado
   *[other] Mostram-se até { $count } resultados
} de cada vez; a ligação «next» leva aos seguintes.
rdap-cut-limit = Podem percorrer-se até 10 000 resultados e pode haver mais: restrinja a pesquisa.
rdap-cut-handles = Os contactos cujo identificador não é público não são incluídos.

## Porque algo não é mostrado

rdap-reason-no-consent = Dados de uma pessoa, publicados apenas com consentimento
rdap-reason-objection = Não publicado porque o titular se opõe
rdap-reason-not-published = Não publicado nesta zona

## Erros

rdap-error-400 = A consulta não foi compreendida
rdap-error-401 = Só requerentes autorizados podem fazer esta consulta
rdap-error-403 = Este token não o permite
rdap-error-404 = Não encontrado
rdap-error-405 = Só se responde a GET e HEAD
rdap-error-414 = A consulta é demasiado longa
rdap-error-422 = Esta pesquisa não é possível
rdap-error-429 = Demasiadas consultas
rdap-error-500 = Algo falhou do nosso lado
rdap-error-501 = Esta função não está disponível aqui

rdap-not-found-domain = { $name } não está registado aqui.
rdap-not-found-nameserver = { $name } não é conhecido aqui.
rdap-not-found-entity = Não há aqui nenhum contacto ou agente de registo { $handle }.
rdap-wait = Volte a consultar dentro de { $seconds ->
    [one] { $seconds } segundo
   *[other] { $seconds } segundos
}.
rdap-broke = A referência da falha é { $incident }.
rdap-token = Envie o seu token como «Authorization: Bearer …», por TLS.
rdap-methods = Uma consulta é um pedido GET ou HEAD.
rdap-no-such-service = Este servidor conhece domínios, servidores de nomes, contactos e agentes de registo; /help diz mais.

rdap-wrong-path = O caminho não começa por domain, nameserver, entity, help, domains, nameservers ou entities.
rdap-wrong-escape = Uma sequência de escape da consulta não é válida ou não resulta em UTF-8.
rdap-wrong-name = Isto não é um nome de domínio.
rdap-wrong-handle = Isto não é um identificador.
rdap-wrong-address = Isto não é um endereço IP.
rdap-wrong-parameters = Há demasiados parâmetros.
rdap-wrong-twice = Um parâmetro está repetido.
rdap-wrong-several = Uma pesquisa faz-se por uma só propriedade.
rdap-wrong-missing = Falta o parâmetro que indica o que se procura.
rdap-wrong-nobody = Uma pesquisa inversa indica alguém por fn, handle ou email.
rdap-wrong-email = Isto não é um endereço de correio eletrónico.
rdap-wrong-role = A função não é registrant, administrative, technical nem billing.
rdap-wrong-count = count é true ou false.
rdap-wrong-sort = Essa ordem não existe; as respostas desta pesquisa indicam as que existem.
rdap-wrong-cursor = O cursor não é deste servidor.
rdap-wrong-fields = fieldSet é id, brief ou full.
rdap-wrong-pattern = Um asterisco pode substituir quaisquer caracteres, depois de pelo menos dois conhecidos e em ASCII.
