# Lo que las respuestas de RDAP dicen en frases.

## Avisos

rdap-terms-title = Condiciones de uso
rdap-terms = Al consultar este servidor, acepta sus condiciones de uso.
rdap-terms-none = Los datos se facilitan para información sobre nombres registrados, y no para publicidad.
rdap-help-title = Sobre este servidor
rdap-help = Este servidor responde por los dominios, servidores de nombres y registradores de { $zones }. Acepta consultas de domain, nameserver y entity, y búsquedas de domains, nameservers y entities.
rdap-search-public = Cualquiera puede buscar.
rdap-search-authorised = Solo los solicitantes autorizados pueden buscar; envían un bearer token.
rdap-search-off = Este servidor no hace búsquedas.
rdap-search-reverse = Los solicitantes autorizados pueden buscar dominios por las personas que hay detrás.
rdap-cut-title = Parte de los resultados
rdap-cut-page = { $count ->
    [one] Se muestra un resultado
   *[other] Se muestran hasta { $count } resultados
} cada vez; el enlace «next» lleva a los siguientes.
rdap-cut-limit = Se pueden recorrer hasta 10 000 resultados y puede haber más: acote la búsqueda.
rdap-cut-handles = No se incluyen los contactos cuyo identificador no es público.

## Por qué algo no se muestra

rdap-reason-no-consent = Datos de una persona, publicados solo con consentimiento
rdap-reason-objection = No publicado porque el titular se opone
rdap-reason-not-published = No publicado en esta zona

## Errores

rdap-error-400 = La consulta no se entiende
rdap-error-401 = Solo los solicitantes autorizados pueden hacer esta consulta
rdap-error-403 = Este token no lo permite
rdap-error-404 = No encontrado
rdap-error-405 = Solo se responde a GET y HEAD
rdap-error-414 = La consulta es demasiado larga
rdap-error-422 = Esta búsqueda no es posible
rdap-error-429 = Demasiadas consultas
rdap-error-500 = Algo ha fallado por nuestra parte
rdap-error-501 = Esta función no está disponible aquí

rdap-not-found-domain = { $name } no está registrado aquí.
rdap-not-found-nameserver = { $name } no se conoce aquí.
rdap-not-found-entity = No hay aquí ningún contacto o registrador { $handle }.
rdap-wait = Vuelva a consultar dentro de { $seconds ->
    [one] { $seconds } segundo
   *[other] { $seconds } segundos
}.
rdap-broke = La referencia del fallo es { $incident }.
rdap-token = Envíe su token como «Authorization: Bearer …», por TLS.
rdap-methods = Una consulta es una petición GET o HEAD.
rdap-no-such-service = Este servidor conoce dominios, servidores de nombres, contactos y registradores; /help dice más.

rdap-wrong-path = La ruta no empieza por domain, nameserver, entity, help, domains, nameservers ni entities.
rdap-wrong-escape = Una secuencia de escape de la consulta no es válida o no resulta en UTF-8.
rdap-wrong-name = Esto no es un nombre de dominio.
rdap-wrong-handle = Esto no es un identificador.
rdap-wrong-address = Esto no es una dirección IP.
rdap-wrong-parameters = Hay demasiados parámetros.
rdap-wrong-twice = Un parámetro está repetido.
rdap-wrong-several = Una búsqueda se hace por una sola propiedad.
rdap-wrong-missing = Falta el parámetro que indica lo que se busca.
rdap-wrong-nobody = Una búsqueda inversa indica a alguien por fn, handle o email.
rdap-wrong-email = Esto no es una dirección de correo electrónico.
rdap-wrong-role = La función no es registrant, administrative, technical ni billing.
rdap-wrong-count = count es true o false.
rdap-wrong-sort = Ese orden no existe; las respuestas de esta búsqueda indican los que existen.
rdap-wrong-cursor = El cursor no es de este servidor.
rdap-wrong-fields = fieldSet es id, brief o full.
rdap-wrong-pattern = Un asterisco puede sustituir cualesquiera caracteres, después de al menos dos conocidos y en ASCII.
