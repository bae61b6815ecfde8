# El portal de los titulares. Español europeo, trato de usted, frases cortas.

## Todas las páginas

frame-tagline = Titulares de dominios
frame-skip = Saltar al contenido principal
frame-nav = Principal
frame-domains = Dominios
frame-mailbox = Buzón de demostración
frame-breadcrumb = Ruta
frame-language = Idioma
frame-theme = Apariencia
frame-theme-system = Igual que el dispositivo
frame-theme-light = Clara
frame-theme-dark = Oscura
frame-account = Cuenta
frame-sign-in = Iniciar sesión
frame-sign-out = Cerrar sesión
frame-help = ¿Necesita ayuda?
frame-accessibility = Accesibilidad
frame-privacy = Privacidad
frame-error-title = Error: { $title }
frame-problem = Hay un problema
frame-error = Error:
frame-reference = Referencia: { $reference }

## Botones de varias páginas

button-copy-process-id = Copiar el ID de proceso { $id }
button-copy-handle = Copiar el NIC-Handle
button-copied = Copiado
button-print = Imprimir
button-show-password = Mostrar la contraseña

## Iniciar sesión

login-title = Iniciar sesión
login-lede = Consulte sus dominios y trasládelos cuando quiera.
login-handle = NIC-Handle
login-handle-hint = Su nombre de usuario, por ejemplo KTRW-482133-PT. Está en todos los correos que le enviamos.
login-password = Contraseña
login-forgot = ¿Ha olvidado la contraseña?
login-submit = Iniciar sesión
login-wrong = El NIC-Handle o la contraseña no son correctos. Compruébelos o establezca una contraseña nueva.
login-throttled = Demasiados intentos. Vuelva a intentarlo después de { $when }.
login-handle-missing = Introduzca su NIC-Handle
login-password-missing = Introduzca su contraseña
login-changed = Su contraseña se ha cambiado. Inicie sesión con ella.
login-signed-out = Ha cerrado la sesión.
login-needed = Inicie sesión para ver esa página.
login-first-title = ¿Es la primera vez?
login-first-text = Si es titular de un dominio, ya tiene una cuenta. Establezca su primera contraseña en «¿Ha olvidado la contraseña?».
login-demo-title = Demostración
login-demo-text = Estos titulares solo existen en esta demostración. Inicie sesión como cualquiera de ellos. Las páginas pasan entonces al idioma de esa persona; el globo de arriba lo cambia.
login-demo-forgotten = Contraseña: olvidada. Recupere el acceso con el número de identificación fiscal.
login-demo-mailbox = Los correos no salen de esta máquina. Puede leerlos aquí:

## Recuperar el acceso

recover-title = Recuperar el acceso
recover-lede = Díganos quién es el titular del dominio. Enviaremos un enlace a la dirección de correo que tenemos registrada para ese titular.
recover-legend = ¿Qué tiene a mano?
recover-by-tax = Número de identificación fiscal
recover-by-tax-hint = NIF, NIE, CIF o número de IVA de la persona o empresa titular del dominio
recover-by-handle = NIC-Handle
recover-by-handle-hint = Su nombre de usuario, por ejemplo KTRW-482133-PT
recover-country = País del número de identificación fiscal
recover-tax-id = Número de identificación fiscal
recover-tax-id-hint = En Portugal tiene 9 cifras. Los espacios no importan.
recover-handle = NIC-Handle
recover-submit = Enviar el enlace
recover-country-unknown = Elija un país de la lista
recover-tax-missing = Introduzca el número de identificación fiscal
recover-tax-length = Un número de identificación fiscal de ese país tiene { $wanted } caracteres
recover-tax-too-long = Es demasiado largo para un número de identificación fiscal
recover-tax-character = Un número de identificación fiscal solo tiene cifras y letras
recover-tax-check = Compruebe el número de identificación fiscal: el carácter de control no concuerda, así que hay algún error
recover-tax-shape = No tiene la forma de un número de identificación fiscal de ese país
recover-handle-missing = Introduzca el NIC-Handle
recover-handle-shape = Un NIC-Handle tiene de 3 a 16 letras, cifras y guiones, por ejemplo KTRW-482133-PT
recover-sent-title = Consulte su correo
recover-sent-lede = Si los datos coinciden, hemos enviado un enlace a la dirección de correo registrada. Sirve una sola vez, y el correo indica hasta cuándo.
recover-sent-help = ¿No ha llegado nada?
recover-sent-wait = Espere unos minutos y mire también en la carpeta de correo no deseado.
recover-sent-check = Compruebe el número de identificación fiscal o el NIC-Handle y vuelva a pedirlo. Tras varias solicitudes dejamos de enviar durante un tiempo.
recover-sent-address = ¿Ya no puede leer ese correo? Pida al registrador que gestiona su dominio que corrija la dirección y vuelva aquí.
recover-sent-again = Pedir de nuevo
recover-sent-login = Volver al inicio de sesión

reset-title = Elija una contraseña nueva
reset-handle = Su NIC-Handle
reset-handle-hint = Anótelo: inicia sesión con él.
reset-password = Contraseña nueva
reset-rules = Al menos 12 caracteres. Lo mejor son tres o cuatro palabras que solo usted juntaría. Las contraseñas muy conocidas se rechazan.
reset-others = Al guardarla, todas las demás sesiones de esta cuenta terminan y le avisamos por correo.
reset-submit = Guardar la contraseña
reset-missing = Introduzca una contraseña nueva
dead-title = Este enlace ya no funciona
dead-text = Un enlace sirve una sola vez y por poco tiempo, y uno más reciente sustituye al anterior. Su contraseña no se ha cambiado.
dead-again = Enviar un enlace nuevo

## La lista de dominios

domains-title = Sus dominios
domains-count = { $count ->
    [one] Hay { $count } dominio registrado con su NIC-Handle { $handle }.
   *[other] Hay { $count } dominios registrados con su NIC-Handle { $handle }.
}
domains-attention = Requiere su atención
domains-attention-expires = caduca el { $date }. Pida a { $registrar } que lo renueve.
domains-attention-expired = caducó el { $date }. Si quiere conservarlo, contacte con { $registrar } cuanto antes.
domains-filter-title = Filtrar la lista
domains-filter-text = Nombre o ID de proceso
domains-filter-status = Estado
domains-filter-any = Cualquier estado
domains-filter-rows = Filas por página
domains-sort = Ordenar por
domains-order = Orden
domains-order-up = Ascendente
domains-order-down = Descendente
domains-filter-submit = Filtrar
domains-filter-clear = Quitar el filtro
domains-caption = Dominios { $first } a { $last } de { $total }
domains-process-id = ID de proceso
domains-name = Nombre
domains-status = Estado
domains-registrar = Registrador
domains-expires = Caduca
domains-range = { $first }–{ $last } de { $total }
domains-pages = Páginas
domains-previous = Página anterior
domains-next = Página siguiente
domains-page = Página { $page } de { $pages }
domains-empty-title = Aún no hay dominios
domains-empty-text = No hay dominios registrados con el NIC-Handle { $handle }. Si esperaba encontrar alguno, puede estar registrado con otro NIC-Handle o a nombre de otra persona: pregunte al registrador al que lo paga.
domains-none-title = Ningún dominio coincide
domains-none-text = Cambie el filtro o quítelo para ver todos sus dominios.
domains-scroll = Lista de dominios

public-registered-text = En uso. Pagado hasta el { $date }.
public-reserved-text = Registrado, sin servidores de nombres. Pagado hasta el { $date }.
public-expired-text = Caducado. Aún puede renovarse hasta el { $date }.
public-purge-text = En eliminación. Cualquiera podrá registrar el nombre a partir del { $date }.
public-redemption-text = Eliminado. Su registrador todavía puede recuperarlo hasta el { $date }.
public-restoring-text = En recuperación. Su registrador debe justificarla hasta el { $date }.

## Un dominio

domain-actions = Acciones
domain-actions-of = Acciones para { $name }
domain-process-id = ID de proceso
domain-role = Su función
domain-role-holder = Titular
domain-managed-by = Gestionado por
domain-registered = Registrado el
domain-tasks = ¿Qué desea hacer?
domain-transfer = Transferir la gestión del dominio
domain-transfer-text = Obtener el código para llevar este dominio a otro registrador
domain-cancel = Anular los códigos de transferencia
domain-cancel-text = Hacer que los códigos de este dominio dejen de servir
domain-history = Historial
domain-history-text = Todo lo que le ha ocurrido a este dominio
domain-code-live = Hay un código de transferencia que sirve hasta el { $date }
domain-code-live-text = Lo creó el { $made }. Si ya no lo necesita, anúlelo.
domain-cancelled = Los códigos de transferencia de este dominio se han anulado. Ya no sirve ninguno.
domain-cancel-nothing = Este dominio no tiene códigos de transferencia que anular.
domain-disputed = Un litigio bloquea este dominio. No se puede transferir, eliminar ni ceder hasta que se resuelva.
domain-period = Periodo de registro
domain-days-left = { $days ->
    [one] Queda { $days } día
   *[other] Quedan { $days } días
}
domain-period-over = Terminado
domain-today = Hoy
domain-expires = Caduca
domain-renewable = { $days ->
    [one] { $days } día más
   *[other] { $days } días más
}
domain-renewable-text = Aún puede renovarse
domain-released = Liberado
domain-holder = Titular
domain-contact-handle = NIC-Handle
domain-contact-name = Nombre
domain-contact-organisation = Organización
domain-contact-tax = Número de identificación fiscal
domain-contact-email = Correo electrónico
domain-contact-phone = Teléfono
domain-contact-mobile = Móvil
domain-contact-address = Dirección
domain-name-servers = Servidores de nombres
domain-name-servers-none = Ninguno. El dominio no responde en internet hasta que su registrador indique servidores de nombres.
domain-dnssec = DNSSEC
domain-dnssec-on = { $count ->
    [one] Activo, con { $count } registro DS
   *[other] Activo, con { $count } registros DS
}
domain-dnssec-off = Inactivo
domain-key-tag = Etiqueta de la clave
domain-algorithm = Algoritmo
domain-digest-type = Tipo de resumen
domain-digest = Resumen
domain-dates = Fechas y ajustes
domain-updated = Último cambio
domain-transferred = Último cambio de registrador
domain-never = Nunca
domain-auto-renew = Se renueva automáticamente
domain-arbitration = Arbitraje aceptado
domain-confidential = Datos del titular confidenciales
domain-yes = Sí
domain-no = No
domain-statuses = Bloqueos y estados
domain-history-recent = Historial reciente
domain-history-all = Ver todo el historial
domain-history-none = Aún no ha ocurrido nada.
domain-history-title = Historial de { $name }
domain-history-lede = Todo lo que le ha ocurrido a este dominio, de lo más reciente a lo más antiguo.
domain-history-back = Volver al dominio
domain-registrar = Su registrador
domain-registrar-text = Consúltele sobre renovaciones, servidores de nombres, su sitio web y sus buzones.
domain-registrar-since = Gestiona este dominio desde el { $date }.
domain-unicode = En el DNS: { $name }

## Trasladar un dominio

transfer-title = Transferir la gestión del dominio
transfer-heading = Llevar { $name } a otro registrador
transfer-lede = Creamos un código de transferencia. Entréguelo a su nuevo registrador, que completa el traslado, normalmente en pocos minutos.
transfer-also-called = Los registradores también lo llaman auth code, AuthKey o clave de transferencia.
transfer-changes = Qué cambia
transfer-changes-registrar = { $registrar } deja de gestionar el dominio en cuanto su nuevo registrador use el código
transfer-changes-billing = Las renovaciones y las facturas pasan al nuevo registrador
transfer-stays = Qué se mantiene
transfer-stays-holder = Usted sigue siendo el titular
transfer-stays-servers = Los servidores de nombres y los contactos: su sitio web y su correo conservan la configuración
transfer-stays-expiry = La fecha de caducidad, { $date }
transfer-warning-title = Antes de irse
transfer-warning = Si { $registrar } también aloja su sitio web o sus buzones, trasládelos primero. Podrían cerrarse cuando el dominio se vaya.
transfer-replaces-title = Ya tiene un código de transferencia
transfer-replaces = El que creó el { $made } sirve hasta el { $date }. Un código nuevo lo sustituye.
transfer-password = Confirme su identidad: introduzca su contraseña
transfer-password-hint = La contraseña con la que inició sesión como { $handle }
transfer-password-missing = Introduzca su contraseña
transfer-password-wrong = Esa no es la contraseña de esta cuenta
transfer-submit = Confirmar y crear el código
transfer-stop = Dejarlo donde está
transfer-fine-print = El código sirve una sola vez. Lo mostramos aquí y lo enviamos a { $email }. { $registrar } recibe el aviso de que se ha creado un código, pero nunca lo ve.
transfer-blocked-title = Este dominio no se puede transferir ahora
transfer-blocked-registrar = ¿Tiene preguntas? Contacte con { $registrar }, que gestiona el dominio.
transfer-back = Volver al dominio

code-title = Su código de transferencia
code-for = Código de transferencia de { $name }
code-ready = Su código está listo
code-once = Sirve una sola vez
code-until = Hasta el { $when }
code-sent = Enviado también a { $email }
code-copy = Copiar el código
code-copy-all = Copiar todo, con el código
code-key-title = Trate este código como una llave
code-key = Quien lo tenga puede llevarse el dominio. Entréguelo solo al registrador que ha elegido. Nunca se lo pediremos.
code-next = Qué ocurre después
code-next-made = Código creado
code-next-give = Entréguelo a su nuevo registrador
code-next-give-text = Inicie una transferencia en su sitio web y pegue el código. Los espacios, los guiones y las minúsculas no importan.
code-next-move = El dominio cambia de registrador
code-next-move-text = Normalmente en pocos minutos. Los servidores de nombres se quedan como están.
code-next-told = Le avisamos por correo cuando termine
code-next-told-text = Si no ocurre nada antes del { $date }, el código deja de servir y nada cambia.
code-asked = Su nuevo registrador puede pedirle
code-asked-domain = Dominio
code-asked-code = Código de transferencia
code-asked-expires = El código sirve hasta el
code-asked-registrar = Registrador hasta ahora
code-leaving = Antes de salir de esta página
code-leaving-text = Por su seguridad, el código solo permanece en esta página hasta el { $time }. También lo encontrará en el correo.
code-done = Listo, volver al dominio
code-cancel = Anular este código
code-hidden-title = El código ya no se muestra
code-hidden = Por su seguridad, esta página lo mostró durante diez minutos. Lo encontrará en el correo que enviamos a { $email }, o puede crear uno nuevo, que lo sustituye.
code-hidden-valid = El código que creó el { $made } sirve hasta el { $date }.
code-hidden-spent = El código que se mostró aquí ya no sirve.
code-none-title = Aquí no hay ningún código
code-none = En esta sesión no se ha creado ningún código de transferencia para { $name }.
code-new = Crear un código nuevo

cancel-title = Anular los códigos de transferencia
cancel-heading = ¿Anular los códigos de transferencia de { $name }?
cancel-text = Ningún código de este dominio volverá a servir: ni el que usted creó ni el que estableció su registrador. El dominio se queda donde está. Puede crear un código nuevo en cualquier momento.
cancel-yours = El suyo, creado el { $made }, serviría hasta el { $date }
cancel-registrars = Uno que su registrador estableció el { $made }
cancel-submit = Anular los códigos
cancel-stop = Conservarlos

## El buzón de demostración

mailbox-title = Buzón de demostración
mailbox-lede = En esta demostración ningún correo sale de la máquina. Todos los mensajes del registro llegan aquí, del más reciente al más antiguo.
mailbox-empty = Aún no hay mensajes. Haga algo que envíe uno, por ejemplo «¿Ha olvidado la contraseña?», y vuelva a mirar.
mailbox-refresh = Actualizar
mailbox-to = Para
mailbox-from = De
mailbox-date = Fecha
mailbox-text = Texto
mailbox-html = Versión en HTML
mailbox-original = Archivo original
mailbox-no-subject = (sin asunto)

## Páginas sobre el portal

accessibility-title = Accesibilidad
accessibility-goal = Estas páginas están hechas para cumplir las WCAG 2.2, nivel AA. Funcionan con teclado, con lectores de pantalla, sin JavaScript, con un aumento del 400 % y en pantallas pequeñas, en colores claros y oscuros.
accessibility-tested = Un verificador automático examina cada página en ambos esquemas de color cada vez que cambia el programa. Esos verificadores solo encuentran parte de los problemas, y las páginas aún no las han probado personas que usan tecnologías de apoyo.
accessibility-known-title = Lo que sabemos que aún no está bien
accessibility-known = Un código de transferencia desaparece de su página a los diez minutos, por seguridad. Sigue en el correo. Los textos en portugués y español no los han revisado hablantes nativos.
accessibility-tell = Cuéntenos qué le dificulta el uso: { $contact }
privacy-title = Privacidad
privacy-data = Este portal le muestra los datos que su registrador nos dio cuando se registró el dominio. Los necesitamos para saber quién es el titular de cada dominio. Los corrige su registrador.
privacy-cookies-title = Cookies
privacy-cookies = Solo guardamos lo que las páginas necesitan: una cookie para su sesión, una que protege los formularios antes de iniciar sesión, una mientras establece una contraseña nueva o responde a una pregunta de nuestro correo, y una para el idioma y otra para la apariencia, si las elige. Nadie más las recibe.
privacy-journal-title = Qué registramos
privacy-journal = Llevamos un diario de lo que le ocurre a cada dominio y de quién lo hizo, con la dirección de red. Le protege si alguien intenta quedarse con su dominio.
privacy-nothing = No hay publicidad, ni rastreo, ni nada cargado desde otros sitios.
privacy-contact = Preguntas sobre sus datos: { $contact }

## Cuando algo falla

oops-not-found-title = Esta página no existe
oops-not-found = La dirección puede estar mal escrita, o usted no tiene acceso a la página. Si busca un dominio, debe estar registrado con el NIC-Handle con el que inició sesión.
oops-forbidden-title = No se ha podido aceptar
oops-forbidden = El formulario vino de otro sitio o de una sesión que ya ha terminado. No se ha cambiado nada. Vuelva atrás, recargue la página y envíelo de nuevo.
oops-too-many-title = Demasiadas solicitudes
oops-too-many = { $seconds ->
    [one] Espere { $seconds } segundo e inténtelo de nuevo.
   *[other] Espere { $seconds } segundos e inténtelo de nuevo.
}
oops-request-title = No se ha podido leer la solicitud
oops-request = Vuelva atrás, recargue la página e inténtelo de nuevo.
oops-method-title = Eso no funciona aquí
oops-timeout-title = Ha tardado demasiado
oops-timeout = El servidor está ocupado. El cambio puede haberse hecho o no: compruébelo antes de intentarlo de nuevo.
oops-broken-title = Algo ha fallado por nuestra parte
oops-broken = No es culpa suya, y ha quedado registrado. Vuelva a intentarlo más tarde. Si ocurre de nuevo, indíquenos la referencia.
oops-home = Ir a la página de inicio
