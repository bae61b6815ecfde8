# Lo que espera un dominio, y ceder un dominio: páginas del portal.

## Responder a lo que espera un dominio

decide-title = Su respuesta
decide-transfer-heading = ¿Puede { $name } pasar a { $gaining }?
decide-transfer-lede = { $gaining } ha pedido gestionar este dominio en lugar de { $registrar }. El dominio solo se traslada si usted acepta.
decide-transfer-yes = Si acepta, el dominio pasa de inmediato a { $gaining }. El titular y los servidores de nombres se mantienen.
decide-transfer-no = Si lo rechaza, el dominio sigue en { $registrar }, y se avisa a { $gaining }.
decide-transfer-silence = Sin respuesta, el dominio se queda donde está.
decide-transfer-agree = Aceptar la transferencia
decide-transfer-refuse = Rechazar la transferencia
decide-giving-heading = ¿Ceder { $name } a otro titular?
decide-giving-lede = Usted es el titular de este dominio. Su registrador ha pedido que otra persona pase a ser el titular.
decide-giving-yes = Si acepta, se pregunta también al nuevo titular. Si ambos aceptan, el dominio deja de ser suyo y sus códigos de transferencia dejan de servir.
decide-giving-no = Si lo rechaza, usted sigue siendo el titular.
decide-giving-agree = Aceptar y ceder el dominio
decide-giving-refuse = Rechazar y conservar el dominio
decide-taking-heading = ¿Ser titular de { $name }?
decide-taking-lede = Le piden que se quede con este dominio. El titular es quien decide sobre él.
decide-taking-yes = Si acepta, pasa de inmediato a ser el titular, y los códigos de transferencia del titular anterior dejan de servir.
decide-taking-no = Si lo rechaza, el titular actual conserva el dominio.
decide-taking-agree = Aceptar y ser el titular
decide-taking-refuse = Rechazar el dominio
decide-silence = Sin respuesta no cambia nada.
decide-happens = Qué ocurre
decide-facts = Qué se pide
decide-gaining = Pide gestionarlo
decide-present = Titular actual
decide-new = Nuevo titular
decide-asked-by = Lo pide
decide-until = Responder hasta
decide-person = { $name } ({ $handle })
decide-agent = ¿Quién gestiona el dominio a partir de entonces?
decide-agent-keep = { $registrar }, como ahora
decide-agent-keep-hint = Los servidores de nombres, el sitio web y los buzones siguen con quienes los gestionan
decide-agent-other = Otro registrador
decide-agent-other-hint = Hable antes con él: las renovaciones y las facturas pasan al nuevo registrador
decide-agent-which = ¿Qué registrador?
decide-agent-choose = Elija un registrador
decide-agent-nobody = Nadie: trato directamente con el registro
decide-agent-nobody-hint = No necesita registrador; el registro gestiona el dominio
decide-agent-missing = Elija el registrador que gestiona el dominio
decide-later = También puede cerrar esta página y responder más tarde.
decide-refused-title = Eso no es posible ahora
decided-title = Su respuesta ha quedado registrada
decided-transfer-yes = Ha aceptado. { $name } ha pasado a su nuevo registrador.
decided-transfer-no = Lo ha rechazado. { $name } sigue con su registrador.
decided-giving-yes = Ha aceptado. Ahora se pregunta al nuevo titular de { $name }. Usted sigue siendo el titular hasta que acepte.
decided-giving-no = Lo ha rechazado. Usted sigue siendo el titular de { $name }.
decided-taking-yes = Usted es ahora el titular de { $name }. Inicie sesión con su NIC-Handle para verlo.
decided-taking-no = Lo ha rechazado. { $name } sigue con su titular actual.
decided-domains = Ver sus dominios
decide-dead-title = Aquí no hay nada que responder
decide-dead-text = Este enlace no sirve, o ya no sirve. Vale para una sola respuesta y hasta la hora indicada en nuestro correo: si ya respondió, su respuesta quedó registrada. Si no, el enlace tiene un error, su plazo ha terminado, la petición se retiró o su dirección de correo registrada ha cambiado.

## Ceder un dominio

waiting-title = A la espera de su respuesta
waiting-transfer = { $gaining } ha pedido gestionarlo. Responda con el enlace de nuestro correo antes del { $when }.
waiting-giving = Se ha pedido que otra persona pase a ser el titular. Responda antes del { $when }.
waiting-taking = Le piden que pase a ser el titular. Responda antes del { $when }.
waiting-answer = Responder
domain-handover = Cambiar de titular
domain-handover-text = Ceder este dominio a otra persona o empresa
domain-handover-cancel = Anular el cambio de titular
domain-waits-approves = { $gaining } ha pedido este dominio
domain-waits-approves-text = Se traslada el { $when }, salvo que la transferencia se rechace o se retire. Si no la pidió, contacte de inmediato con { $registrar }.
domain-waits-cancels = { $gaining } ha pedido este dominio
domain-waits-cancels-text = La transferencia espera una respuesta por correo hasta el { $when }. Sin ella, el dominio sigue en { $registrar }.
domain-waits-new = Un cambio de titular a { $handle } está en espera
domain-waits-new-text = El nuevo titular puede aceptar hasta el { $when }. Hasta entonces usted sigue siendo el titular.
domain-waits-present-text = Lo ha pedido su registrador. Puede responder hasta el { $when }. Sin su respuesta no cambia nada.
domain-redemption = Recuperable
domain-restoring = En recuperación
domain-renews = Se renueva automáticamente al caducar
handover-title = Cambiar de titular
handover-heading = Ceder { $name } a otro titular
handover-lede = { $days ->
    [one] Preguntamos al nuevo titular por correo. Tiene { $days } día para aceptar; hasta entonces no cambia nada.
   *[other] Preguntamos al nuevo titular por correo. Tiene { $days } días para aceptar; hasta entonces no cambia nada.
}
handover-happens = Si el nuevo titular acepta
handover-loses = Usted deja de ser el titular: el dominio sale de su lista y no puede recuperarlo por su cuenta
handover-codes = Sus códigos de transferencia de este dominio dejan de servir
handover-agent = El nuevo titular elige el registrador. { $registrar } puede dejar de gestionar el dominio
handover-stays = Qué se mantiene
handover-stays-servers = Los servidores de nombres: el sitio web y el correo conservan la configuración
handover-stays-expiry = La fecha de caducidad, { $date }
handover-stays-cancel = Puede anularlo mientras el nuevo titular no responda
handover-handle = NIC-Handle del nuevo titular
handover-handle-hint = Pídaselo: está en todos los correos que recibe de nosotros.
handover-submit = Confirmar y preguntar al nuevo titular
handover-stop = Conservar el dominio
handover-blocked-title = El titular no se puede cambiar ahora
handover-asked = Hemos preguntado al nuevo titular. No cambia nada hasta que acepte.
handover-cancel-heading = ¿Anular el cambio de titular de { $name }?
handover-cancel-text = El dominio sigue siendo suyo. { $handle } ya no podrá aceptar; el enlace de nuestro correo deja de servir.
handover-cancel-submit = Anular el cambio
handover-cancel-stop = Dejarlo en espera
handover-cancelled = El cambio de titular se ha anulado. Usted sigue siendo el titular.
handover-cancel-nothing = Ningún cambio de titular espera respuesta.
