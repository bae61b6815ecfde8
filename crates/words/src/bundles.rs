//! The sentences at work: parsed once, formatted on demand.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use foral_model::lang::Lang;
use unic_langid::LanguageIdentifier;

use crate::Words;

include!(concat!(env!("OUT_DIR"), "/sentences.rs"));

type Bundle = FluentBundle<FluentResource>;

static PORTUGUESE: LazyLock<Bundle> = LazyLock::new(|| bundle("pt-PT", PT));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle("en-GB", EN));
static SPANISH: LazyLock<Bundle> = LazyLock::new(|| bundle("es-ES", ES));

/// The build has read these files without an error, so that neither loop can lose anything.
fn bundle(language: &str, files: &[&str]) -> Bundle {
    let language: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    for file in files {
        let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(read, _)| read);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

impl Words {
    fn sentence<const N: usize>(
        self,
        key: &'static str,
        variables: [(&'static str, FluentValue<'_>); N],
    ) -> String {
        let bundle: &'static Bundle = match self.lang {
            Lang::Pt => &PORTUGUESE,
            Lang::En => &ENGLISH,
            Lang::Es => &SPANISH,
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let arguments: FluentArgs<'_> = variables.into_iter().collect();
        bundle
            .format_pattern(pattern, Some(&arguments), &mut Vec::new())
            .into_owned()
    }
}
