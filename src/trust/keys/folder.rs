//! The keys' folder on disk.
//!
//! `roles.ron` is written last, and says which root and which list of desks are the valid ones. A
//! command that breaks off before that has changed nothing that counts.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use tough::schema::{Root, Targets};

use super::private::PrivateKey;
use super::{KeyError, KeyRing, Roles, SignedFile, Signer, documents, readme};

const ROLES: &str = "roles.ron";
const ROOT: &str = "root.json";
const README: &str = "READ-ME-FIRST.md";
/// Where private keys lie.
const PRIVATE: [&str; 3] = ["offline", "online", "desks"];
const PUBLIC: [&str; 2] = ["roots", "metadata"];

/// Only people of the same account may look in.
const FOLDER_MODE: u32 = 0o700;
const PRIVATE_MODE: u32 = 0o600;
const PUBLIC_MODE: u32 = 0o644;

pub(super) fn open(folder: &Path) -> Result<KeyRing, KeyError> {
    let text = match fs::read_to_string(folder.join(ROLES)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(KeyError::NotKeys(folder.to_owned()));
        }
        read => read.map_err(disk(&folder.join(ROLES)))?,
    };
    let roles: Roles = ron::from_str(&text).map_err(|error| damaged(ROLES, &error))?;
    check_roles(&roles)?;
    let mut earlier = Vec::new();
    for version in 1..roles.root_version.get() {
        earlier.push(read(folder, &root_file(version))?);
    }
    let root = read(folder, &root_file(roles.root_version.get()))?;
    let root = check_roots(&earlier, root)?;
    let file = targets_file(roles.targets_version.get());
    let targets = SignedFile::<Targets>::read(read(folder, &file)?);
    let targets = targets.map_err(|error| damaged(&file, &error))?;
    root.signed
        .signed
        .verify_role(&targets.signed)
        .map_err(|error| damaged(&file, &error))?;
    let mut desks = BTreeMap::new();
    for name in roles.desks.keys() {
        desks.insert(name.clone(), read(folder, &desk_file(name))?);
    }
    let mut ring = KeyRing {
        signer: Signer::new(roles),
        root,
        earlier,
        targets,
        desks,
    };
    check_agreement(&ring)?;
    for place in PRIVATE {
        for (file, key) in private_keys(folder, place)? {
            let key = key.ok_or_else(|| damaged(&file, &"not an Ed25519 private key in PEM"))?;
            ring.signer.take(key);
        }
    }
    Ok(ring)
}

pub(super) fn plug_in(ring: &mut KeyRing, folder: &Path) -> Result<usize, KeyError> {
    fs::read_dir(folder).map_err(disk(folder))?;
    let mut count = 0;
    for place in ["."].iter().chain(&PRIVATE) {
        // Other keys may lie on the same stick; they are none of our business.
        for (_, key) in private_keys(folder, place)? {
            count += usize::from(key.is_some_and(|key| ring.signer.take(key)));
        }
    }
    Ok(count)
}

pub(super) fn save_new(ring: &mut KeyRing, folder: &Path) -> Result<(), KeyError> {
    if folder.symlink_metadata().is_ok() {
        return Err(KeyError::Exists(folder.to_owned()));
    }
    make_folder(folder)?;
    save(ring, folder)
}

fn make_folder(folder: &Path) -> Result<(), KeyError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true).mode(FOLDER_MODE);
    builder.create(folder).map_err(disk(folder))
}

pub(super) fn save(ring: &mut KeyRing, folder: &Path) -> Result<(), KeyError> {
    for part in PRIVATE.iter().chain(&PUBLIC) {
        make_folder(&folder.join(part))?;
    }
    for (file, key) in &ring.signer.made {
        let pem = key.to_pem();
        let pem = pem.ok_or_else(|| damaged(file, &"the key cannot be written as PEM"))?;
        write_private(folder, file, pem.as_bytes())?;
    }
    for (version, root) in (1_u64..).zip(ring.roots()) {
        write(folder, &root_file(version), root)?;
    }
    let roles = ring.roles();
    let targets = targets_file(roles.targets_version.get());
    write(folder, &targets, &ring.targets.bytes)?;
    for (name, metadata) in &ring.desks {
        write(folder, &desk_file(name), metadata)?;
    }
    let form = ron::ser::PrettyConfig::new().struct_names(true);
    let text = ron::ser::to_string_pretty(roles, form).map_err(|error| damaged(ROLES, &error))?;
    write(folder, ROLES, (text + "\n").as_bytes())?;
    write(folder, ROOT, ring.root())?;
    write(folder, README, readme::text(roles).as_bytes())?;
    ring.signer.made.clear();
    Ok(())
}

fn check_roles(roles: &Roles) -> Result<(), KeyError> {
    if roles.format != Roles::FORMAT {
        let why = format!(
            "it has format {}, and this program reads format {}; update the program",
            roles.format,
            Roles::FORMAT
        );
        return Err(damaged(ROLES, &why));
    }
    for (name, role) in roles.all() {
        let count = role.keys.len();
        if usize::try_from(role.threshold.get()).is_ok_and(|threshold| threshold > count) {
            let why = format!(
                "{name} needs {} signatures and has {count} keys",
                role.threshold
            );
            return Err(damaged(ROLES, &why));
        }
    }
    Ok(())
}

/// Every root is signed by enough of its own keys, and by enough of the root's before it.
fn check_roots(earlier: &[Vec<u8>], newest: Vec<u8>) -> Result<SignedFile<Root>, KeyError> {
    let mut before: Option<SignedFile<Root>> = None;
    let all = earlier.iter().cloned().chain([newest]);
    for (version, bytes) in (1_u64..).zip(all) {
        let file = root_file(version);
        let root = SignedFile::<Root>::read(bytes).map_err(|error| damaged(&file, &error))?;
        if root.version() != version {
            return Err(damaged(&file, &format!("it is version {}", root.version())));
        }
        for by in before.iter().chain([&root]) {
            let checked = by.signed.signed.verify_role(&root.signed);
            checked.map_err(|error| damaged(&file, &error))?;
        }
        before = Some(root);
    }
    before.ok_or_else(|| damaged(&root_file(1), &"there is none"))
}

/// `roles.ron` says the same as what was signed.
fn check_agreement(ring: &KeyRing) -> Result<(), KeyError> {
    let roles = ring.roles();
    let root = documents::root(roles, ring.root_expires())?;
    let signed = ring.newest_root();
    if root.keys != signed.keys || root.roles != signed.roles {
        let file = root_file(roles.root_version.get());
        return Err(damaged(ROLES, &format!("it has other keys than {file}")));
    }
    let targets = documents::targets(roles, ring.targets_expires())?;
    let version = ring.targets.version();
    if targets.delegations != ring.targets.signed.signed.delegations
        || version != roles.targets_version.get()
    {
        let file = targets_file(roles.targets_version.get());
        return Err(damaged(ROLES, &format!("it has other desks than {file}")));
    }
    Ok(())
}

/// The PEM files of a folder: name, and the key if it is one.
fn private_keys(folder: &Path, place: &str) -> Result<Vec<(String, Option<PrivateKey>)>, KeyError> {
    let place = folder.join(place);
    let entries = match fs::read_dir(&place) {
        // Whoever took the offline keys away may have taken their folder with them.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(disk(&place))?,
    };
    let mut keys = Vec::new();
    for entry in entries {
        let path = entry.map_err(disk(&place))?.path();
        if path.extension().is_none_or(|end| end != "pem") {
            continue;
        }
        let bytes = fs::read(&path).map_err(disk(&path))?;
        let key = std::str::from_utf8(&bytes)
            .ok()
            .and_then(PrivateKey::from_pem);
        keys.push((path.display().to_string(), key));
    }
    Ok(keys)
}

/// Never over what is there: a key that was lost cannot be made again.
fn write_private(folder: &Path, file: &str, content: &[u8]) -> Result<(), KeyError> {
    let path = folder.join(file);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(PRIVATE_MODE);
    match options.open(&path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(KeyError::Stray(path)),
        Err(error) => Err(disk(&path)(error)),
        Ok(mut out) => {
            let written = out.write_all(content).and_then(|()| out.sync_all());
            written.map_err(disk(&path))?;
            sync_folder(&path)
        }
    }
}

/// As a whole or not at all; nothing is done when the file is so already.
fn write(folder: &Path, file: &str, content: &[u8]) -> Result<(), KeyError> {
    let path = folder.join(file);
    if fs::read(&path).is_ok_and(|there| there == content) {
        return Ok(());
    }
    let within = path.parent().unwrap_or(folder);
    let mut out = tempfile::Builder::new()
        .permissions(Permissions::from_mode(PUBLIC_MODE))
        .tempfile_in(within)
        .map_err(disk(&path))?;
    out.write_all(content)
        .and_then(|()| out.as_file().sync_all())
        .map_err(disk(&path))?;
    out.persist(&path)
        .map_err(|error| disk(&path)(error.error))?;
    sync_folder(&path)
}

fn sync_folder(path: &Path) -> Result<(), KeyError> {
    match path.parent() {
        Some(folder) => File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(disk(folder)),
        None => Ok(()),
    }
}

fn read(folder: &Path, file: &str) -> Result<Vec<u8>, KeyError> {
    match fs::read(folder.join(file)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(damaged(file, &"it is missing"))
        }
        read => read.map_err(disk(&folder.join(file))),
    }
}

fn root_file(version: u64) -> String {
    format!("roots/{version}.root.json")
}

fn targets_file(version: u64) -> String {
    format!("metadata/{version}.targets.json")
}

fn desk_file(name: &str) -> String {
    format!("metadata/1.{name}.json")
}

fn disk(path: &Path) -> impl FnOnce(io::Error) -> KeyError {
    let path = path.to_owned();
    |error| KeyError::Disk { path, error }
}

fn damaged(file: &str, why: &dyn std::fmt::Display) -> KeyError {
    KeyError::Damaged {
        file: file.to_owned(),
        why: why.to_string(),
    }
}
