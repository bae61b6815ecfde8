//! The people of the demonstration: invented, with numbers that pass their check digits.

/// A registrar.
pub(crate) struct SampleRegistrar {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) email: &'static str,
    pub(crate) website: &'static str,
    pub(crate) phone: &'static str,
    /// A number that IANA keeps for tests; the national registries' own registrars have none.
    pub(crate) iana_id: Option<u32>,
}

/// A holder with domains at one registrar.
pub(crate) struct SampleHolder {
    pub(crate) registrar: &'static str,
    pub(crate) name: &'static str,
    pub(crate) organisation: Option<&'static str>,
    pub(crate) street: &'static str,
    pub(crate) city: &'static str,
    pub(crate) postal_code: &'static str,
    pub(crate) country: &'static str,
    pub(crate) tax_id: &'static str,
    pub(crate) email: &'static str,
    pub(crate) mobile: &'static str,
    pub(crate) access: Access,
    pub(crate) domains: &'static [(&'static str, u8, Trait)],
}

/// Whether a holder has ever set a password.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Access {
    /// With this one.
    Password(&'static str),
    /// Never: the journey begins with recovery.
    Never,
}

/// What is particular about a domain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Trait {
    /// Delegated, nothing else.
    Plain,
    /// Without name servers: Reserved.
    Parked,
    /// With a DS record.
    Signed,
    /// The registrar forbids transfers.
    Locked,
    /// Frozen by a dispute.
    Disputed,
    /// Deleted by its registrar: Pending Delete.
    Deleted,
}

/// The registrars.
pub(crate) const REGISTRARS: [SampleRegistrar; 3] = [
    SampleRegistrar {
        id: "ALFA",
        name: "Alfa Registos, Lda.",
        email: "dominios@alfa.example",
        website: "https://alfa.example",
        phone: "+351.211583341",
        iana_id: Some(9995),
    },
    SampleRegistrar {
        id: "BETA",
        name: "Beta Domínios, S.A.",
        email: "equipa@beta.example",
        website: "https://beta.example",
        phone: "+351.222076540",
        iana_id: Some(9996),
    },
    SampleRegistrar {
        id: "GAMA",
        name: "Gama Internet, S.L.",
        email: "registros@gama.example",
        website: "https://gama.example",
        phone: "+34.915550142",
        iana_id: Some(9999),
    },
];

/// The one of them whose domains, hosts and contacts are the samples.
pub(crate) const THIRD: &str = "GAMA";

/// The registries' own registrars, for domains that no other one looks after; they never log in.
pub(crate) const DIRECT: [SampleRegistrar; 2] = [
    SampleRegistrar {
        id: "DNSPT",
        name: "Registo de .pt",
        email: "registo@registo.example",
        website: "https://registo.example",
        phone: "+351.211583300",
        iana_id: None,
    },
    SampleRegistrar {
        id: "ESNIC",
        name: "Registro de .es",
        email: "registro@registro.example",
        website: "https://registro.example",
        phone: "+34.915550100",
        iana_id: None,
    },
];

/// The holders.
pub(crate) const HOLDERS: [SampleHolder; 6] = [
    SampleHolder {
        registrar: "ALFA",
        name: "Maria João Ferreira",
        organisation: None,
        street: "Rua das Flores, 118, 2.º Esq.",
        city: "Porto",
        postal_code: "4050-265",
        country: "PT",
        tax_id: "219876541",
        email: "maria.ferreira@correio.example",
        mobile: "+351.912345678",
        access: Access::Password("laranjeira azul 27"),
        domains: &[
            ("atelier-ferreira.pt", 1, Trait::Plain),
            ("ceramica-ferreira.pt", 3, Trait::Signed),
            ("pão-de-açúcar-caseiro.pt", 1, Trait::Plain),
            ("oficina-do-barro.com.pt", 1, Trait::Parked),
            ("azulejos-antigos.pt", 5, Trait::Locked),
            ("feira-de-outono.pt", 1, Trait::Deleted),
        ],
    },
    SampleHolder {
        registrar: "ALFA",
        name: "António Vaz",
        organisation: Some("Pastelaria Açor, Lda."),
        street: "Avenida da Liberdade, 204",
        city: "Lisboa",
        postal_code: "1250-147",
        country: "PT",
        tax_id: "508765439",
        email: "gerencia@pastelaria-acor.example",
        mobile: "+351.934567812",
        access: Access::Password("queijada de sintra 9"),
        domains: &[
            ("pastelaria-açor.pt", 3, Trait::Plain),
            ("acor-encomendas.pt", 1, Trait::Disputed),
        ],
    },
    SampleHolder {
        registrar: "ALFA",
        name: "Joaquim Nobre",
        organisation: None,
        street: "Largo do Pelourinho, 3",
        city: "Évora",
        postal_code: "7000-601",
        country: "PT",
        tax_id: "246135794",
        email: "joaquim.nobre@correio.example",
        mobile: "+351.963214587",
        access: Access::Never,
        domains: &[("monte-do-sobreiro.pt", 5, Trait::Plain), ("nobre.com.pt", 1, Trait::Parked)],
    },
    SampleHolder {
        registrar: "BETA",
        name: "Lucía Ortega Ruiz",
        organisation: None,
        street: "Calle del Prado, 12, 3.º A",
        city: "Badajoz",
        postal_code: "06002",
        country: "ES",
        tax_id: "53782914J",
        email: "lucia.ortega@correo.example",
        mobile: "+34.612345678",
        access: Access::Password("cigüeñas en la torre"),
        domains: &[
            ("casa-da-fronteira.pt", 1, Trait::Signed),
            ("guadiana-viva.com.pt", 3, Trait::Plain),
        ],
    },
    SampleHolder {
        registrar: "GAMA",
        name: "Teresa Lopes",
        organisation: Some("Vinhos do Sado, S.A."),
        street: "Rua do Porto de Abrigo, 45",
        city: "Setúbal",
        postal_code: "2900-520",
        country: "PT",
        tax_id: "514123982",
        email: "dominios@vinhos-do-sado.example",
        mobile: "+351.918273645",
        access: Access::Password("moscatel de 1998 na cave"),
        domains: &[
            ("vinhos-do-sado.pt", 5, Trait::Signed),
            ("adega-sado.pt", 1, Trait::Plain),
            ("moscatel-do-sado.pt", 3, Trait::Plain),
            ("castelão.pt", 1, Trait::Plain),
            ("quinta-da-gâmbia.pt", 1, Trait::Plain),
            ("provas-de-vinho.pt", 1, Trait::Parked),
            ("enoturismo-setubal.pt", 1, Trait::Plain),
            ("vindima-aberta.pt", 1, Trait::Parked),
            ("garrafeira-do-sado.com.pt", 1, Trait::Plain),
            ("clube-vinhos-do-sado.pt", 3, Trait::Plain),
            ("barricas-usadas.pt", 1, Trait::Parked),
            ("sado-tinto.com.pt", 1, Trait::Plain),
        ],
    },
    SampleHolder {
        registrar: "BETA",
        name: "Inês Caldeira",
        organisation: None,
        street: "Rua da Sofia, 90",
        city: "Coimbra",
        postal_code: "3000-389",
        country: "PT",
        tax_id: "198765436",
        email: "ines.caldeira@correio.example",
        mobile: "+351.927645813",
        access: Access::Password("choupal ao fim da tarde"),
        domains: &[],
    },
];

#[cfg(test)]
mod tests {
    use foral_model::identity::{Country, Identity};
    use foral_model::name::DomainName;

    use super::*;

    #[test]
    fn each_number_passes_its_check_and_each_name_is_one() {
        for holder in &HOLDERS {
            let country = Country::parse(holder.country).unwrap();
            assert!(Identity::parse(country, holder.tax_id).is_ok(), "{}", holder.tax_id);
            assert!(
                REGISTRARS
                    .iter()
                    .any(|registrar| registrar.id == holder.registrar)
            );
            for (name, years, _) in holder.domains {
                assert!(DomainName::parse(name).is_ok(), "{name}");
                assert!([1, 3, 5].contains(years));
            }
        }
    }
}
