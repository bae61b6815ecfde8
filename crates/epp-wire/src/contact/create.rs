//! `contact:create` (RFC 5733, section 3.2.1).

use foral_model::command::ContactCreate;
use foral_model::extension::Extensions;
use foral_model::id::Handle;
use foral_model::time::Timestamp;

use super::parts;
use crate::auth_info;
use crate::element::Element;
use crate::ext::{Block, Carried, ptcontact, ptnis2};
use crate::malformed::Malformed;
use crate::xml::Xml;

/// Reads `contact:createType` and what belongs to it. The identifier that is wanted stands apart,
/// since not every zone follows it; here it only has to satisfy the schema.
pub(crate) fn read(
    element: Element<'_, '_>,
    carried: &mut Carried<'_, '_>,
) -> Result<(ContactCreate, Option<String>), Malformed> {
    let mut inside = element.sequence()?;
    let wanted = inside.required("id")?.token_of(3, 16)?;
    let wanted = Some(wanted).filter(|id| !id.eq_ignore_ascii_case(SUGGESTION));
    let mut postal = vec![parts::postal(inside.required("postalInfo")?)?];
    postal.extend(inside.many("postalInfo", 1, parts::postal)?);
    parts::each_form_once(element, postal.iter().map(|p| p.form))?;
    let voice = inside
        .optional("voice")
        .map(parts::given_phone)
        .transpose()?;
    let fax = inside.optional("fax").map(parts::given_phone).transpose()?;
    let email = inside
        .required("email")?
        .token_of(1, usize::MAX)?
        .into_owned();
    let auth_info = auth_info::read(inside.required("authInfo")?)?.secret;
    let disclose = inside
        .optional("disclose")
        .map(parts::disclose)
        .transpose()?;
    inside.end()?;
    let said = ptcontact::read("create", carried)?;
    let create = ContactCreate {
        organisations: Vec::new(),
        postal,
        voice,
        fax,
        mobile: said.mobile.flatten(),
        email,
        identity: said.identity,
        auth_info,
        disclose,
        verification: ptnis2::read("create", carried)?,
        lang: None,
        proposed: None,
        additional_email: None,
        uses: Extensions::NONE,
    };
    Ok((create, wanted.map(std::borrow::Cow::into_owned)))
}

/// What a client says that leaves the identifier to the registry.
const SUGGESTION: &str = "AUTO";

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, create: &ContactCreate, wanted: Option<&str>) {
    xml.open("create");
    super::open(xml, "contact:create");
    xml.leaf("contact:id", wanted.unwrap_or(SUGGESTION));
    create
        .postal
        .iter()
        .take(2)
        .for_each(|postal| parts::write_postal(xml, postal));
    if let Some(voice) = &create.voice {
        parts::write_phone(xml, "contact:voice", voice);
    }
    if let Some(fax) = &create.fax {
        parts::write_phone(xml, "contact:fax", fax);
    }
    xml.leaf("contact:email", &create.email);
    auth_info::write_contact(xml, &create.auth_info);
    if let Some(disclose) = &create.disclose {
        parts::write_disclose(xml, disclose);
    }
    xml.close("contact:create");
    xml.close("create");
}

/// Writes what the model's command has of extensions.
pub(crate) fn write_extensions(block: &mut Block<'_, '_>, create: &ContactCreate) {
    if create.identity.is_some() || create.mobile.is_some() {
        let mobile = create.mobile.as_deref().map(Some);
        ptcontact::write(block.inside(), "create", create.identity.as_deref(), mobile);
    }
    if let Some(verification) = &create.verification {
        ptnis2::write(block.inside(), "create", verification);
    }
}

/// Writes `contact:creData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, handle: &Handle, created: Timestamp) {
    super::open(xml, "contact:creData");
    xml.leaf("contact:id", handle.as_str());
    xml.instant("contact:crDate", created);
    xml.close("contact:creData");
}
