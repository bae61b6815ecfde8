# Por qué la norma dice que no: qué está mal y qué hacer en su lugar.

## Quién lo pide
refusal-account-suspended = Esta cuenta de registrador está suspendida. Contacte con el registro para reactivarla.
refusal-actor-not-allowed = No le corresponde dar esta orden. Diríjase al registro o al registrador del objeto.
refusal-not-sponsor = Este objeto lo gestiona otro registrador. Diríjase a él o transfiera primero el objeto.
refusal-superordinate-not-yours = El dominio { $domain }, por encima de este servidor, lo gestiona otro registrador. Pídale que cree el servidor.
refusal-superordinate-unknown = El dominio { $domain }, por encima de este servidor, no está registrado. Regístrelo primero.
refusal-registrar-taken = El identificador de registrador { $registrar } ya está en uso. Elija otro.
refusal-registrar-unknown = No existe ningún registrador { $registrar }. Compruebe el identificador.
refusal-credit-too-low = La operación cuesta { $needed } y el saldo es de { $available }. Recargue el saldo y envíe de nuevo la orden.
refusal-too-many-attempts = Ha habido demasiados intentos. Inténtelo de nuevo después del { $until }.

## Nombres
refusal-name-character = El carácter «{ $character }» no puede formar parte de un nombre aquí. Utilice letras, cifras y guiones que la zona acepte.
refusal-name-length = El nombre debe tener entre { $min } y { $max } caracteres. Elija otro más corto o más largo.
refusal-name-hyphens = El tercer y el cuarto carácter no pueden ser ambos guiones. Elija otro nombre.
refusal-name-reserved = El nombre { $domain } está reservado. Elija otro nombre.
refusal-name-taken = El nombre { $domain } ya está registrado. Elija otro nombre.
refusal-name-not-in-zone = El nombre { $domain } no está directamente bajo una zona de este registro. Compruebe la terminación.
refusal-zone-closed = No se aceptan nombres nuevos bajo { $zone }. Elija otra zona.
refusal-zone-restricted = Los nombres nuevos bajo { $zone } se piden a través de { $authority }. Diríjase a esa entidad.
refusal-zone-invalid = La política de la zona no se puede utilizar: { $problem }. Corríjala y envíela de nuevo.
refusal-zone-not-accredited = Este registrador no está acreditado para { $zone }. Pida la acreditación al registro.

## Dominios
refusal-domain-expired = El dominio { $domain } ha caducado. Renuévelo primero.
refusal-domain-in-dispute = El dominio { $domain } está bloqueado por un litigio. Espere a que termine o contacte con el registro.
refusal-domain-pending-delete = El dominio { $domain } se está eliminando. Podrá registrarse de nuevo cuando quede libre.
refusal-domain-has-hosts = El servidor { $host } está bajo este dominio. Cambie el nombre de sus servidores o elimínelos primero.
refusal-domain-unknown = El dominio { $domain } no está registrado aquí. Compruebe el nombre.
refusal-process-id-contradicts = El ID de proceso { $id } pertenece a otro dominio. Compruébelo u omítalo.
refusal-expiry-mismatch = El dominio no caduca el { $date }. Consulte su fecha de caducidad actual y envíe de nuevo la orden.
refusal-period-not-offered = { $years ->
    [one] Aquí no se ofrece un periodo de { $years } año. Elija uno de los periodos de la zona.
   *[other] Aquí no se ofrece un periodo de { $years } años. Elija uno de los periodos de la zona.
}
refusal-renewal-too-early = Este dominio se puede renovar a partir del { $from }. Inténtelo de nuevo entonces.
refusal-renewal-too-far = { $years ->
    [one] La caducidad quedaría a más de { $years } año. Elija un periodo más corto.
   *[other] La caducidad quedaría a más de { $years } años. Elija un periodo más corto.
}
refusal-status-prohibits = Ahora no es posible: { $plain } ({ $status }). Pida primero que se retire el estado.
refusal-status-not-client = El estado { $status } solo lo fija el registro. Omítalo.

## Servidores de nombres
refusal-address-missing = El servidor { $host } está bajo un dominio de aquí y necesita una dirección. Indique al menos una.
refusal-address-not-routable = Ningún servidor de nombres puede tener la dirección { $address }. Indique una accesible desde internet.
refusal-address-unwanted = El servidor { $host } no lleva direcciones aquí. Omítalas.
refusal-host-model-not-offered = Esta zona no acepta servidores de nombres en esta forma. Utilice atributos en lugar de objetos, o al revés.
refusal-nothing-held-back = Ninguna delegación de { $domain } está retenida. Vea cómo está publicada antes de pedirlo otra vez.
refusal-servers-not-ready = Los servidores de nombres no responden como exige esta zona: { $found }. Configúrelos primero y envíe el comando de nuevo.
refusal-host-is-linked = Todavía hay dominios que utilizan el servidor { $host }. Retírelo de ellos primero.
refusal-host-is-linked-elsewhere = Hay dominios de otro registrador que utilizan el servidor { $host }. No puede cambiar mientras lo utilicen.
refusal-host-taken = El servidor { $host } ya existe. Utilícelo tal como está.
refusal-host-unknown = El servidor { $host } no existe. Créelo primero.
refusal-name-servers-too-many = { $max ->
    [one] Un dominio tiene aquí como máximo { $max } servidor de nombres. Retire los demás.
   *[other] Un dominio tiene aquí como máximo { $max } servidores de nombres. Retire los demás.
}
refusal-signer-invalid = El registro DS no es correcto ({ $field }: { $value }). Compárelo con la clave de la zona.

## Contactos
refusal-contact-is-linked = Todavía hay dominios u organizaciones que utilizan el contacto { $handle }. Retírelo de ellos primero.
refusal-contact-missing = Se necesita un contacto para la función «{ $role }». Añada uno.
refusal-contact-unknown = El contacto { $handle } no existe. Compruebe el NIC-Handle o cree el contacto.
refusal-registrant-unwanted = Aquí no se acepta un titular. Omítalo.
refusal-email-syntax = «{ $email }» no es una dirección de correo. Compruébela.
refusal-identity-missing = Se necesita un número de identificación fiscal. Indique el número del titular y su país.
refusal-identity-frozen = El nombre y el número de identificación fiscal son fijos. Pida al registro que los corrija.
refusal-identity-length = El número de identificación fiscal «{ $number }» tiene una longitud incorrecta. Compruébelo.
refusal-identity-digits = { $wanted ->
    [one] El número de identificación fiscal «{ $number }» tiene una longitud incorrecta: debe tener { $wanted } carácter. Compruébelo.
   *[other] El número de identificación fiscal «{ $number }» tiene una longitud incorrecta: debe tener { $wanted } caracteres. Compruébelo.
}
refusal-identity-character = El número de identificación fiscal «{ $number }» tiene un carácter que ningún número así tiene. Compruébelo.
refusal-identity-check-digit = El dígito de control del número de identificación fiscal «{ $number }» no concuerda. Alguna cifra está mal escrita.
refusal-identity-shape = El número de identificación fiscal «{ $number }» no tiene la forma de su país. Compruebe el número y el país.

## Códigos de transferencia y transferencias
refusal-code-missing = Se necesita un código de transferencia. Puede facilitarlo el titular o el registrador actual.
refusal-code-mistyped = El código de transferencia está mal escrito: los caracteres de control no concuerdan. Compárelo con el original.
refusal-code-wrong = Este no es el código de transferencia de este dominio. Compruébelo o pida uno nuevo al titular.
refusal-code-expired = El código de transferencia caducó el { $at }. Pida uno nuevo al titular.
refusal-code-used = El código de transferencia se utilizó el { $at } y sirve una sola vez. Pida uno nuevo al titular.
refusal-code-revoked = El código de transferencia se anuló el { $at }. Pida uno nuevo al titular.
refusal-code-throttled = Ha habido demasiados códigos erróneos para este dominio. Inténtelo de nuevo después del { $until }.
refusal-code-limit-reached = Ya ha creado todos los códigos que un día permite para este dominio. Podrá crear el siguiente después del { $until }.
refusal-code-not-offered = Los códigos de transferencia no se crean de esta forma para { $domain }. Utilice la otra vía: el portal del titular o el registrador.
refusal-code-too-weak = { $min ->
    [one] El código es demasiado corto. Indique al menos { $min } carácter, elegido al azar.
   *[other] El código es demasiado corto. Indique al menos { $min } caracteres, elegidos al azar.
}
refusal-transfer-to-self = Este registrador ya gestiona el objeto. No hace falta una transferencia.
refusal-transfer-none = Este objeto nunca se ha transferido. No hay nada que mostrar.
refusal-not-pending-transfer = Ninguna transferencia espera respuesta. Solicítela primero.

## Acceso
refusal-link-dead = Este enlace ya no sirve. Pida otro en la página de inicio de sesión.
refusal-password-too-weak = La contraseña es demasiado corta, demasiado simple o muy conocida. Elija otra más larga.

## Órdenes
refusal-change-has-no-effect = El cambio «{ $value }» no tiene efecto: añade lo que ya está o retira lo que no está. Omítalo.
refusal-change-is-empty = La actualización no cambia nada. Indique qué debe cambiar.
refusal-duplicate = El valor «{ $value }» se indica dos veces. Indíquelo una vez.
refusal-extension-not-offered = La extensión { $extension } no se ofrece aquí. Omítala.
refusal-message-unknown = No existe el mensaje { $id } en su cola. Consulte la cola para ver el más antiguo.
refusal-not-offered = El valor «{ $value }» de { $element } no se guarda ni se ofrece aquí. Omítalo o utilice otro.
refusal-required = Falta el valor de { $element }. Indíquelo.

## Gracia, transferencias pendientes, dinero
refusal-allocation-token-unknown = Este código de asignación no se conoce aquí o es de otro registrador. Compruébelo.
refusal-allocation-token-unfit = El código de asignación no es para { $domain }. Utilícelo con el nombre para el que se creó.
refusal-allocation-token-spent = El código de asignación ya se ha utilizado o no es válido hoy. Pida otro al registro.
refusal-allocation-token-taken = Ya existe un código de asignación con este texto. Elija otro texto.
refusal-code-too-guessable = El código podría adivinarse. Utilice uno aleatorio de al menos { $bits } bits, por ejemplo 20 caracteres de todo tipo.
refusal-contact-taken = El identificador { $handle } ya está en uso. Elija otro.
refusal-currency-not-offered = Aquí no se cobran importes en { $currency }. Utilice la moneda de la zona.
refusal-fee-too-low = El importe es de { $needed }, más de lo que acepta la orden. Envíe la orden de nuevo con ese importe.
refusal-fee-unclaimed = Este nombre tiene un precio propio, { $needed }. Envíe la orden de nuevo aceptando ese importe.
refusal-holder-change-pending = Un cambio de titular de { $domain } espera respuesta. Espérela o cancélelo primero.
refusal-holder-change-none = Ningún cambio de titular espera su respuesta. Se respondió, se retiró o terminó su plazo; pídalo de nuevo si lo desea.
refusal-holder-unchanged = Este contacto ya es el titular del dominio. Elija otro.
refusal-idn-table-unknown = La zona no tiene la tabla de letras «{ $table }». Omítala o utilice la tabla de la zona.
refusal-maintenance-backwards = Un mantenimiento del { $start } al { $end } acaba antes de empezar o antes de ahora. Compruebe los dos instantes.
refusal-maintenance-over = El mantenimiento { $id } ya ha terminado o se anuló. Anuncie otro, con otro identificador.
refusal-maintenance-unknown = No existe aquí el mantenimiento { $id }. Consulte la lista.
refusal-zone-unknown = No existe aquí la zona { $zone }. Indique una de las zonas del registro.
refusal-no-direct-management = Todos los nombres bajo { $zone } necesitan un registrador. Transfiéralo a otro.
refusal-not-in-redemption = El dominio { $domain } no está en su periodo de recuperación. Solo se puede recuperar un dominio eliminado.
refusal-not-pending-restore = El dominio { $domain } no espera ningún informe de recuperación. Envíe primero la solicitud de recuperación.
refusal-not-transfer-party = Esta respuesta no le corresponde. El registrador que pierde el dominio aprueba o rechaza, el que lo gana cancela.
refusal-retry-mismatch = Hace poco se ejecutó otra orden con esta referencia. Utilice una referencia nueva.
refusal-signer-form-not-offered = En esta zona los datos DNSSEC no se indican como { $form }. Utilice la otra forma.
refusal-transfer-locked = El dominio no se puede transferir antes del { $until }. Inténtelo entonces.
refusal-transfer-pending = Una transferencia de este objeto ya espera respuesta. Espere a que termine.
refusal-transfer-too-late = El dominio caduca pronto: podía transferirse hasta el { $until }. Renuévelo primero.
refusal-ttl-out-of-range = Aquí un tiempo de vida debe tener entre { $min } y { $max } segundos. Elija un valor entre ellos, u omítalo.

## Lanzamiento
refusal-launch-phase-mismatch = La fase «{ $asked }» no está abierta. Utilice una que lo esté: { $open }.
refusal-launch-phase-missing = Los nombres aún no están abiertos a todos. Indique en qué fase los pide: { $open }.
refusal-launch-closed = Solo se aceptan nombres nuevos bajo { $zone } a partir del { $from }. Inténtelo de nuevo entonces.
refusal-launch-kind-mismatch = Esta fase crea otro tipo de objeto: { $kind }. Pida ese, o no indique el tipo.
refusal-mark-missing = Esta fase es para quien tiene una marca. Envíe la marca firmada del nombre.
refusal-mark-unwanted = Esta fase no acepta marcas. Quite la marca.
refusal-mark-model-not-offered = Aquí no se verifican códigos ni marcas sin firma. Envíe una marca firmada.
refusal-mark-form = La firma de la marca no tiene la forma de la RFC 7848, o no es de la marca. Envíe el archivo tal como lo hizo el validador.
refusal-mark-digest = La marca firmada se cambió después de firmarla. Envíe el archivo tal como lo hizo el validador.
refusal-mark-signature = La firma de la marca no es la de su certificado. Envíe el archivo tal como lo hizo el validador.
refusal-mark-certificate = El certificado de la firma de la marca no es de un validador en el que este registro confíe. Pregunte a la Trademark Clearinghouse.
refusal-mark-certificate-expired = El certificado de la firma de la marca no está en vigor. Pida al validador una nueva marca firmada.
refusal-mark-certificate-revoked = El certificado de la firma de la marca fue revocado. Pida al validador una nueva marca firmada.
refusal-mark-no-anchor = Este registro aún no confía en ningún validador de marcas. Contacte con el registro.
refusal-mark-revoked = La marca firmada { $id } fue revocada el { $at }. Pida otra al validador.
refusal-mark-not-in-force = La marca firmada vale del { $from } al { $until }. Pida otra al validador.
refusal-mark-of-other-name = La marca firmada no es de { $name }. Envíe una que tenga esta etiqueta.
refusal-notice-missing = Hay una reclamación sobre este nombre. Pida al titular que acepte el aviso con la clave { $key }, y envíe el aviso.
refusal-notice-unwanted = No hay aquí ninguna reclamación sobre { $name }. Quite el aviso.
refusal-notice-of-other = Los avisos de «{ $validator }» no se conocen aquí. Utilice los de la Trademark Clearinghouse.
refusal-notice-syntax = «{ $id }» no es el identificador de un aviso. Tiene 8 cifras hexadecimales y 19 decimales.
refusal-notice-forged = El aviso { $id } no es para este nombre y este plazo. Envíelo tal como lo facilitó la Trademark Clearinghouse.
refusal-notice-expired = El aviso valía hasta el { $at }. Obtenga uno nuevo.
refusal-notice-stale = El aviso se aceptó el { $at }, y cuenta durante 48 horas. Pida que se acepte de nuevo.
refusal-application-unknown = No hay ninguna solicitud { $id } de este nombre. Compruebe el identificador.
refusal-applications-not-offered = Ninguna fase de { $zone } recoge solicitudes. Registre el nombre, o quite la extensión.
refusal-application-phase-mismatch = La solicitud se hizo en la fase “{ $phase }”, no en “{ $asked }”. Indique esa fase.
refusal-application-status-prohibits = La solicitud está “{ $status }”, y eso no lo permite. Consulte su estado.
refusal-name-applied-for = Hay solicitudes de { $domain } a la espera de una decisión. Inténtelo de nuevo cuando estén resueltas.

## Organisations
refusal-organisation-is-linked = Todavía hay algo que se refiere a la organización { $id }. Retire primero los vínculos o las organizaciones que dependen de ella.
refusal-organisation-loop = La organización { $id } quedaría por encima de sí misma. Indique otra superior.
refusal-organisation-role-missing = La organización { $id } no actúa como { $role }. Asígnele primero esa función.
refusal-organisation-role-not-offered = Aquí las organizaciones no pueden actuar como { $role }. Utilice otra función.
refusal-organisation-status-prohibits = El estado { $status } de la organización no lo permite. Pida primero que se retire el estado.
refusal-organisation-status-not-client = El registrador no puede fijar ni retirar aquí el estado { $status } de una organización. Omítalo.
refusal-organisation-taken = Ya existe una organización { $id }. Elija otro identificador.
refusal-organisation-unknown = La organización { $id } no existe. Créela primero.
refusal-role-filled = Una organización ya actúa como { $role } para este objeto. Cambie el vínculo en lugar de añadir otro.
refusal-role-vacant = Ninguna organización así actúa como { $role } para este objeto. Consulte qué vínculos tiene.

## Autoridades y solicitudes de datos que no son públicos
refusal-authority-expiry-past = La autoridad quedaría admitida hasta el { $at }, que ya ha pasado. Elija un día posterior.
refusal-authority-name-missing = La autoridad no tiene nombre. Indique cómo se llama.
refusal-authority-revoked = El código de acceso de la autoridad { $id } ya se le retiró. Admítala con otro identificador si vuelve a necesitar uno.
refusal-authority-taken = El identificador { $id } es de otra autoridad. Elija otro.
refusal-authority-unknown = No existe la autoridad { $id }. Busque el identificador en la lista de autoridades.
refusal-request-answered = La solicitud { $id } ya tiene respuesta. No queda nada por hacer.
refusal-request-incomplete = La solicitud todavía no se puede aceptar: { $faults }. Corríjala y envíela de nuevo.
refusal-request-reason-missing = Una solicitud se rechaza con un motivo, que se envía a quien la hizo. Indíquelo.
refusal-request-unconfirmed = Nadie ha confirmado todavía la solicitud { $id }. Espere a que se use el enlace; hasta entonces no cuenta.
refusal-request-unknown = No existe la solicitud { $id }. Busque la referencia en la lista de solicitudes.
