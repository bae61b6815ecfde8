# Cartas: qué ha ocurrido, a qué dominio, cuándo, qué hacer, cómo impedirlo. Asuntos cortos.
-registry = Foral

## Todas las cartas
mail-greeting = Estimado/a { $name }:
mail-greeting-nameless = Estimados señores:
mail-to-do = Qué hacer
mail-to-stop = Si algo no es correcto
mail-nothing-to-do = Si ya esperaba este mensaje, no tiene que hacer nada.
mail-footer = { -registry } ha enviado este mensaje automáticamente, porque esta dirección está registrada allí. Las respuestas no se leen. Nunca le pedimos la contraseña.
mail-portal = El portal del titular
mail-fact-handle = NIC-Handle
mail-fact-domain = Dominio
mail-fact-process-id = ID de proceso
mail-fact-registrar = Registrador
mail-fact-losing = Registrador anterior
mail-fact-gaining = Nuevo registrador
mail-fact-at = Cuándo
mail-fact-expires = Caduca
mail-fact-valid-until = Sirve hasta
mail-fact-renewable-until = Se puede renovar hasta
mail-fact-free = Queda libre

## Un enlace para una contraseña nueva
mail-recovery-subject = Elija una contraseña nueva
mail-recovery-what = Alguien, probablemente usted, ha pedido una contraseña nueva para el NIC-Handle { $handle }.
mail-recovery-do = Abra esta página y elija una contraseña. El enlace sirve una sola vez, hasta el { $expires }; abrirlo todavía no cambia nada.
mail-recovery-link = Elegir una contraseña nueva
mail-recovery-stop = Si no fue usted, no tiene que hacer nada: sin el enlace nadie puede cambiar su contraseña.

## Se ha cambiado una contraseña
mail-password-subject = Se ha cambiado su contraseña
mail-password-what = La contraseña del NIC-Handle { $handle } se cambió el { $at }. Todas las demás sesiones se han cerrado.
mail-password-stop = Si no fue usted, elija de inmediato una contraseña nueva.
mail-password-link = Recuperar el acceso

## El código
mail-code-subject = Código de transferencia de { $domain }
mail-code-what = Ha creado un código de transferencia para { $domain }. Quien lo tenga puede transferir el dominio a otro registrador: trátelo como una llave.
mail-code-label = Su código de transferencia
mail-code-do = Indique el nombre de dominio y este código a su nuevo registrador. El código sirve una sola vez, hasta el { $expires }. El titular, los contactos, los servidores de nombres y la fecha de caducidad se mantienen.
mail-code-stop = Si no fue usted, anule de inmediato el código y cambie su contraseña.
mail-code-link = Anular el código

## Se ha creado un código: sin el código
mail-notice-subject = Creado un código de transferencia de { $domain }
mail-notice-what = Se creó un código de transferencia para { $domain } el { $at }. Con él, el titular puede transferir el dominio a otro registrador. Este mensaje no contiene el código.
mail-notice-recovered = El acceso a la cuenta del titular se recuperó menos de 24 horas antes.
mail-notice-stop = Si no esperaba este mensaje, hable de inmediato con el titular. El titular puede anular el código en el portal.

## Se han anulado códigos
mail-revoked-subject = Anulados los códigos de transferencia de { $domain }
mail-revoked-what = Los códigos de transferencia de { $domain } se anularon el { $at }. Ya no permiten transferir el dominio.
mail-revoked-stop = Si no esperaba este mensaje, consulte el historial del dominio en el portal.
mail-domain-link = Ver el dominio

## Un dominio se ha transferido
mail-transferred-subject = { $domain } se ha transferido
mail-transferred-what = { $gaining } gestiona { $domain } desde el { $at }. Hasta entonces, { $losing } era el registrador.
mail-transferred-stays = El titular, los contactos, los servidores de nombres y la fecha de caducidad no han cambiado.
mail-transferred-do = A partir de ahora, trate con { $gaining } las renovaciones y los cambios.
mail-transferred-stop = Si no deseaba esta transferencia, cambie su contraseña y contacte de inmediato con { $losing } y con el registro.
mail-lost-what = { $domain } pasó de usted a { $gaining } el { $at }. La transferencia se autorizó con el código de transferencia del dominio.
mail-lost-stop = Si el titular se opone, contacte de inmediato con el registro.
mail-gained-what = Usted gestiona { $domain } desde el { $at }. Hasta entonces, { $losing } era el registrador.
mail-gained-stop = Si no pidió esta transferencia, contacte de inmediato con el registro.

## Un dominio se ha registrado
mail-registered-subject = { $domain } está registrado
mail-registered-what = { $registrar } ha registrado { $domain } a su nombre. Usted es el titular con el NIC-Handle { $handle }.
mail-registered-do = Guarde su NIC-Handle: con él inicia sesión en el portal. Si todavía no tiene contraseña, elíjala allí.
mail-registered-link = Elegir una contraseña
mail-registered-stop = Si no pidió este dominio, contacte con { $registrar } para anularlo.

## Un dominio ha caducado
mail-expired-subject = { $domain } ha caducado
mail-expired-what = { $domain } ha caducado. Se puede renovar hasta el { $until }. Después se elimina y cualquiera puede registrarlo.
mail-expired-do = Si desea conservarlo, pida a { $registrar } que lo renueve. Si no, no tiene que hacer nada.

## Ha comenzado una eliminación
mail-deletion-subject = { $domain } se está eliminando
mail-deletion-what = { $registrar } ha iniciado la eliminación de { $domain }. Cualquiera podrá registrar el nombre después del { $purge }.
mail-deletion-stop = Si no pidió esta eliminación, contacte de inmediato con { $registrar } y con el registro.

## El dominio ha cambiado su DNSSEC
mail-dnssec-subject = El DNSSEC de { $domain } ha cambiado
mail-dnssec-begun = { $domain } está firmado desde ahora. Sus propios servidores de nombres lo pidieron al registro, con una prueba, y el registro publicó las claves.
mail-dnssec-renewed = { $domain } está firmado con otras claves desde ahora. Su propia zona lo pidió al registro, con una firma de las claves anteriores.
mail-dnssec-ended = { $domain } ya no está firmado. Su propia zona lo pidió al registro, con una firma de las claves anteriores.
mail-dnssec-stop = Si nadie de quienes cuidan sus servidores de nombres quería este cambio, contacte con { $registrar } y con quien los gestiona.

## La dirección registrada ha cambiado
mail-email-subject = Se ha cambiado su dirección de correo
mail-email-what = { $registrar } cambió la dirección de correo del NIC-Handle { $handle } el { $at }. Este mensaje va a la dirección anterior y a la nueva. Los códigos de transferencia creados antes ya no sirven.
mail-email-stop = Si no pidió este cambio, contacte con { $registrar } de inmediato.

## Una transferencia en espera
mail-fact-moves = Se traslada el
mail-fact-answer-until = Responder hasta
mail-decide-do = Abra esta página. Muestra lo que se pide y permite aceptar o rechazar. Abrirla todavía no cambia nada; su respuesta cuenta una sola vez.
mail-decide-link = Aceptar o rechazar
mail-asked-subject = { $domain }: se ha pedido una transferencia
mail-asked-what = { $gaining } ha pedido gestionar { $domain }. Si nadie se opone, el dominio se traslada el { $acts }.
mail-asked-stop = Si no pidió esta transferencia, contacte con su registrador actual antes del { $acts } y pida que la rechace.
mail-approve-subject = Necesitamos su respuesta: transferencia de { $domain }
mail-approve-what = { $gaining } ha pedido gestionar { $domain }. El dominio solo se traslada si usted acepta. Sin respuesta hasta el { $acts }, se queda donde está.
mail-approve-stop = Si no sabe nada de esta transferencia, rechácela en esa página o no responda.
mail-stayed-subject = { $domain } no se ha transferido
mail-stayed-what = La transferencia de { $domain } a { $gaining } terminó el { $at }. El dominio sigue con su registrador.
mail-stayed-stop = Si desea esta transferencia, pida a { $gaining } que la inicie de nuevo.

## Un cambio de titular
mail-giving-subject = Necesitamos su respuesta: nuevo titular de { $domain }
mail-giving-what = Su registrador ha pedido que otra persona pase a ser titular de { $domain }, que ahora está a su nombre. Nada cambia a menos que usted acepte antes del { $lapses } y el nuevo titular también acepte.
mail-giving-stop = Si no quiere ceder el dominio, rechácelo o no responda.
mail-taking-subject = Necesitamos su respuesta: ser titular de { $domain }
mail-taking-what = Le piden que pase a ser titular de { $domain }. Nada cambia a menos que usted acepte antes del { $lapses }. Al responder, elige quién gestiona el dominio.
mail-taking-stop = Si no quiere el dominio, o no sabe nada de él, rechácelo o no responda.
mail-handed-subject = { $domain } tiene un nuevo titular
mail-handed-what = El titular de { $domain } cambió el { $at }. Ambos titulares lo aceptaron.
mail-handed-codes = Los códigos de transferencia del titular anterior ya no sirven.
mail-handed-stop = Si no aceptó este cambio, contacte de inmediato con el registro.
mail-kept-subject = El titular de { $domain } se mantiene
mail-kept-what = El cambio de titular de { $domain } se rechazó, se retiró o quedó sin respuesta. Terminó el { $at } y el titular se mantiene.
mail-kept-stop = Si no sabía de este cambio, consulte el historial del dominio y cambie su contraseña.
