# Lo que dicen los registradores y el historial: resultados, avisos, estados, funciones, hechos, fechas.

## Resultados (RFC 5730, sección 3)
result-1000 = Orden completada con éxito
result-1001 = Orden completada con éxito; acción pendiente
result-1300 = Orden completada con éxito; sin mensajes
result-1301 = Orden completada con éxito; confirme para retirar de la cola
result-1500 = Orden completada con éxito; finalizando la sesión
result-2000 = Orden desconocida
result-2001 = Error de sintaxis de la orden
result-2002 = Error de uso de la orden
result-2003 = Falta un parámetro obligatorio
result-2004 = Valor del parámetro fuera de los límites
result-2005 = Error de sintaxis en el valor del parámetro
result-2100 = Versión del protocolo no disponible
result-2101 = Orden no disponible
result-2102 = Opción no disponible
result-2103 = Extensión no disponible
result-2104 = Fallo de facturación
result-2105 = El objeto no se puede renovar
result-2106 = El objeto no se puede transferir
result-2200 = Error de autenticación
result-2201 = Error de autorización
result-2202 = Información de autorización no válida
result-2300 = Transferencia del objeto pendiente
result-2301 = Ninguna transferencia del objeto pendiente
result-2302 = El objeto ya existe
result-2303 = El objeto no existe
result-2304 = El estado del objeto impide la operación
result-2305 = La asociación del objeto impide la operación
result-2306 = El valor del parámetro contradice la política
result-2307 = Servicio de objetos no disponible
result-2308 = Infracción de la política de gestión de datos
result-2400 = La orden ha fallado
result-2500 = La orden ha fallado; el servidor cierra la conexión
result-2501 = Error de autenticación; el servidor cierra la conexión
result-2502 = Límite de sesiones superado; el servidor cierra la conexión

## Mensajes de la cola
notice-domain-transferred = { $domain } se ha transferido de { $losing } a { $gaining }.
notice-contact-transferred = El contacto { $handle } se ha transferido de { $losing } a { $gaining }.
notice-code-created = El titular de { $domain } ha creado un código de transferencia, válido hasta el { $expires }.
notice-code-created-recovered = El titular de { $domain } ha creado un código de transferencia, válido hasta el { $expires }. El acceso a la cuenta del titular se recuperó en las últimas 24 horas.
notice-code-revoked = El titular de { $domain } ha anulado los códigos de transferencia.
notice-auto-renewed = { $domain } se ha renovado automáticamente hasta el { $expires }.
notice-expired = { $domain } ha caducado. Se puede renovar hasta el { $until }.
notice-pending-delete = { $domain } se está eliminando. Quedará libre el { $purge }.
notice-purged = { $domain } (ID de proceso { $id }) quedó libre el { $at }.
notice-changed-by-registry = El registro ha modificado { $domain }: { $what }.
notice-delegation-held = Los nuevos servidores de nombres de { $domain } no responden como exige la zona y aún no están publicados: { $findings }. Se comprobarán de nuevo.
notice-delegation-released = Los nuevos servidores de nombres de { $domain } ya están publicados.
notice-low-balance = Su saldo es bajo: { $balance }. Recargue el saldo.
notice-application-pending-validation = La solicitud { $id } de { $domain } se está examinando.
notice-application-validated = La solicitud { $id } de { $domain } es válida.
notice-application-invalid = La solicitud { $id } de { $domain } no es válida. Corríjala.
notice-application-pending-allocation = La solicitud { $id } de { $domain } espera la asignación del nombre.
notice-application-allocated = { $domain } se ha asignado a la solicitud { $id }: el nombre está registrado.
notice-application-rejected = La solicitud { $id } de { $domain } se ha rechazado.
notice-application-custom = La solicitud { $id } de { $domain } tiene el estado “{ $status }”.
notice-maintenance-planned = Está previsto el mantenimiento { $id }, del { $start } al { $end }.
notice-maintenance-changed = El mantenimiento { $id } ha cambiado: es del { $start } al { $end }.
notice-maintenance-cancelled = El mantenimiento { $id } no se realiza.
notice-maintenance-begun = El mantenimiento { $id } empieza ahora y dura hasta el { $end }.
notice-maintenance-over = El mantenimiento { $id } ha terminado.

## Estados en palabras
status-client-delete-prohibited = el registrador bloquea la eliminación
status-client-hold = el registrador mantiene el nombre fuera del DNS
status-client-renew-prohibited = el registrador bloquea la renovación
status-client-transfer-prohibited = el registrador bloquea las transferencias
status-client-update-prohibited = el registrador bloquea los cambios
status-inactive = no hay servidores de nombres definidos
status-linked = hay dominios que lo utilizan
status-ok = nada lo impide
status-pending-create = el registro se está tramitando
status-pending-delete = la eliminación está en curso
status-pending-renew = la renovación se está tramitando
status-pending-transfer = una transferencia se está tramitando
status-pending-update = un cambio se está tramitando
status-server-delete-prohibited = el registro bloquea la eliminación
status-server-hold = el registro mantiene el nombre fuera del DNS
status-server-renew-prohibited = el registro bloquea la renovación
status-server-transfer-prohibited = el registro bloquea las transferencias
status-server-update-prohibited = el registro bloquea los cambios
name-state-registered = Registrado
name-state-reserved = Reservado
name-state-pending-delete = Pendiente de eliminación

## Funciones
role-admin = Contacto administrativo
role-billing = Contacto de facturación
role-tech = Contacto técnico
role-holder = Titular

## Historial
history-created = Registrado
history-updated = Modificado: { $parts }
history-updated-plain = Modificado
history-renewed = Renovado hasta el { $expires }
history-auto-renewed = Renovado automáticamente hasta el { $expires }
history-transferred = Transferido de { $losing } a { $gaining }
history-code-created = Código de transferencia creado, válido hasta el { $expires }
history-code-revoked = Códigos de transferencia anulados
history-code-refused = { $registrar } probó un código de transferencia erróneo
history-expired = Caducó
history-pending-delete = Comenzó la eliminación
history-removed = Quedó libre
history-recovered = Acceso recuperado
history-password-changed = Contraseña cambiada
history-deposited = Pago de { $amount } recibido
history-delegation-held = Nuevos servidores de nombres aún no publicados: { $findings }
history-delegation-passed = Los nuevos servidores de nombres responden como deben
history-delegation-overruled = El registro permite publicar los nuevos servidores de nombres, pese a lo encontrado
history-refused = Se rechazó una orden
history-other = { $deed }
part-name-servers = servidores de nombres
part-organisations = organizaciones
part-roles = funciones
part-status = estado
part-contacts = contactos
part-holder = titular
part-email = correo electrónico
part-dnssec = DNSSEC
part-renewal = renovación
part-data = datos
part-auth-code = código de transferencia
actor-registrar = Registrador { $id }
actor-holder = Titular
actor-staff = Registro
actor-clock = Automático
actor-public = Recuperación por correo

## Fechas
date-long = { $day } de { $month } de { $year }
date-and-time = { $date }, { $time }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

## Gracia, transferencias pendientes, dinero
notice-transfer-asked = { $gaining } solicita { $domain }. Sin respuesta, la transferencia se decide el { $at }.
notice-transfer-ended = La transferencia de { $domain } a { $gaining } no se realiza.
notice-contact-transfer-asked = { $gaining } solicita el contacto { $handle }. Sin respuesta, se transfiere el { $at }.
notice-contact-transfer-ended = La transferencia del contacto { $handle } a { $gaining } no se realiza.
notice-redemption = El dominio { $domain } se ha eliminado y se puede recuperar hasta el { $until }.
notice-restore-lapsed = El informe de recuperación de { $domain } no llegó a tiempo. Se puede recuperar de nuevo hasta el { $until }.
notice-holder-changed = El cambio de titular de { $domain } se ha completado.
notice-holder-unchanged = El cambio de titular de { $domain } no se realiza.

## Pasos de gracia, transferencias y titulares
history-transfer-asked = { $gaining } solicitó el dominio
history-transfer-ended = La transferencia no se realizó
history-holder-change-asked = Solicitado el cambio de titular a { $to }
history-holder-change-ended = El cambio de titular no se realizó
history-holder-changed = El titular es ahora { $to }
history-redemption = Eliminado; se puede recuperar durante un tiempo
history-restore-asked = Solicitada la recuperación
history-restored = Recuperado
history-restore-lapsed = La recuperación no se completó a tiempo
history-grace-ended = Terminó un periodo de gracia
history-status-lapsed = El estado { $status } terminó
history-corrected = Corrección de { $amount }
history-begun = Empezó
history-ended = Terminó
history-published = En el DNS con el número de serie { $serial } tras { $seconds } s
history-served = en { $secondary } tras { $seconds } s
part-terms = condiciones
part-ttl = tiempos de vida
part-certificates = certificados
part-policy = política

security-password-ends = Su contraseña de EPP funciona hasta el { $at }. Establezca una nueva en el próximo inicio de sesión.
security-password-over = Su contraseña de EPP caducó el { $at }. Inicie sesión con ella e indique a la vez una nueva.
security-certificate-ends = Su certificado de cliente es válido hasta el { $at }. Registre uno nuevo antes.
security-certificate-over = Su certificado de cliente caducó el { $at }. Registre uno nuevo.
security-password-weak = La nueva contraseña se puede adivinar. La actual se mantiene.
security-failed-logins = { $count ->
    [one] Hubo un intento fallido de inicio de sesión en su nombre en las últimas 24 horas.
   *[other] Hubo { $count } intentos fallidos de inicio de sesión en su nombre en las últimas 24 horas.
}

clock-lisbon = { $at } (hora de Lisboa)
clock-madrid = { $at } (hora de Madrid)
clock-place = { $at } (hora de { $place })
clock-utc = { $at } (UTC)
