//! From what staff write behind `--to` to a store.

use std::path::Path;
use std::sync::Arc;

use legeplads_store::disk;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::gcp::{GoogleCloudStorageBuilder, GoogleConfigKey};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::prefix::PrefixStore;
use object_store::{ClientConfigKey, ObjectStore, RetryConfig};

use super::{Place, PlaceError};

/// For the largest picture over a slow line.
const PATIENCE: &str = "300 seconds";

pub(super) fn open(address: &str, make: bool) -> Result<Place, PlaceError> {
    match address.split_once("://") {
        Some((scheme, rest)) => {
            let (bucket, path) = rest.split_once('/').unwrap_or((rest, ""));
            let store = bucket_store(address, scheme, bucket)?;
            let below = Key::parse(path).map_err(|error| refused(address, error))?;
            Ok(Place {
                store: Arc::new(PrefixStore::new(store, below)),
                name: address.to_owned(),
                folder: None,
            })
        }
        // As in http:/example.org. Nobody calls a folder so.
        None if address.contains(":/") => Err(PlaceError::Address(address.to_owned())),
        None => folder(Path::new(address), make),
    }
}

fn folder(path: &Path, make: bool) -> Result<Place, PlaceError> {
    if make {
        disk::folder(path)?;
    } else if !path.is_dir() {
        return Err(PlaceError::NoFolder(path.to_owned()));
    }
    let name = path.display().to_string();
    let store = LocalFileSystem::new_with_prefix(path).map_err(|error| refused(&name, error))?;
    Ok(Place {
        // Without this a power cut leaves files of the right length full of zeros.
        store: Arc::new(store.with_fsync(true)),
        name,
        folder: Some(path.to_owned()),
    })
}

fn bucket_store(
    address: &str,
    scheme: &str,
    bucket: &str,
) -> Result<Arc<dyn ObjectStore>, PlaceError> {
    let url = format!("{scheme}://{bucket}");
    // Staff are told within half a minute that there is no way in.
    let retry = RetryConfig {
        max_retries: 4,
        retry_timeout: std::time::Duration::from_secs(30),
        ..RetryConfig::default()
    };
    let timeout = ClientConfigKey::Timeout;
    let store: Result<Arc<dyn ObjectStore>, _> = match scheme {
        _ if bucket.is_empty() => return Err(PlaceError::Address(address.to_owned())),
        "s3" | "s3a" => AmazonS3Builder::from_env()
            .with_url(url)
            .with_config(AmazonS3ConfigKey::Client(timeout), PATIENCE)
            .with_retry(retry)
            .build()
            .map(|store| Arc::new(store) as _),
        "gs" => GoogleCloudStorageBuilder::from_env()
            .with_url(url)
            .with_config(GoogleConfigKey::Client(timeout), PATIENCE)
            .with_retry(retry)
            .build()
            .map(|store| Arc::new(store) as _),
        "az" | "azure" | "abfs" | "abfss" => MicrosoftAzureBuilder::from_env()
            .with_url(url)
            .with_config(AzureConfigKey::Client(timeout), PATIENCE)
            .with_retry(retry)
            .build()
            .map(|store| Arc::new(store) as _),
        _ => return Err(PlaceError::Address(address.to_owned())),
    };
    store.map_err(|error| refused(address, error))
}

fn refused(address: &str, error: impl Into<object_store::Error>) -> PlaceError {
    PlaceError::Refused {
        place: address.to_owned(),
        source: Box::new(error.into()),
    }
}
