//! Files and folders twice: as running programs see them, and as they are on the platter.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use super::Chance;

/// A number that stands for a file or folder.
pub type Id = usize;

const ROOT: Id = 0;

#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<Node>,
}

#[derive(Debug, Clone)]
pub enum Node {
    File(FileNode),
    Folder(FolderNode),
}

#[derive(Debug, Clone, Default)]
pub struct FileNode {
    pub now: Vec<u8>,
    safe: Vec<u8>,
    /// What was done to it since it was last fsynced.
    pending: Vec<Edit>,
}

#[derive(Debug, Clone, Default)]
pub struct FolderNode {
    pub now: BTreeMap<String, Id>,
    safe: BTreeMap<String, Id>,
    pending: Vec<Change>,
}

#[derive(Debug, Clone)]
enum Edit {
    Cut,
    Append(Vec<u8>),
}

/// A change of names. A move within a folder is one stroke, as on any journalling file system; one
/// between folders is two, of which a crash may keep either.
#[derive(Debug, Clone)]
enum Change {
    Set(String, Id),
    Clear(String),
    Move(String, String, Id),
}

/// What of the unsynced is there after a crash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Survivors {
    Nothing,
    Everything,
    /// Names without bytes: what a power cut does to files that were renamed but not fsynced.
    Names,
    /// As the dice fall, and the last bytes torn.
    Some,
}

impl Tree {
    pub fn new() -> Self {
        Self {
            nodes: vec![Node::Folder(FolderNode::default())],
        }
    }

    pub fn find(&self, path: &Path) -> io::Result<Id> {
        let mut at = ROOT;
        for part in path.components() {
            match part {
                Component::RootDir => {}
                Component::Normal(name) => {
                    let name = name.to_str().expect("plain names");
                    let next = self.folder(at)?.now.get(name);
                    at = *next.ok_or(ErrorKind::NotFound)?;
                }
                other => panic!("{other:?} in {}", path.display()),
            }
        }
        Ok(at)
    }

    fn parent(&self, path: &Path) -> io::Result<(Id, String)> {
        let name = path.file_name().ok_or(ErrorKind::AlreadyExists)?;
        let folder = self.find(path.parent().expect("an absolute path"))?;
        self.folder(folder)?;
        Ok((folder, name.to_str().expect("plain names").to_owned()))
    }

    pub fn folder(&self, id: Id) -> io::Result<&FolderNode> {
        match &self.nodes[id] {
            Node::Folder(folder) => Ok(folder),
            Node::File(_) => Err(ErrorKind::NotADirectory.into()),
        }
    }

    pub fn file(&self, id: Id) -> io::Result<&FileNode> {
        match &self.nodes[id] {
            Node::File(file) => Ok(file),
            Node::Folder(_) => Err(ErrorKind::IsADirectory.into()),
        }
    }

    fn folder_mut(&mut self, id: Id) -> &mut FolderNode {
        match &mut self.nodes[id] {
            Node::Folder(folder) => folder,
            Node::File(_) => panic!("a folder is needed"),
        }
    }

    pub fn file_mut(&mut self, id: Id) -> &mut FileNode {
        match &mut self.nodes[id] {
            Node::File(file) => file,
            Node::Folder(_) => panic!("a file is needed"),
        }
    }

    fn add(&mut self, folder: Id, name: String, node: Node) -> Id {
        self.nodes.push(node);
        let id = self.nodes.len() - 1;
        self.folder_mut(folder).change(Change::Set(name, id));
        id
    }

    pub fn make_folder(&mut self, path: &Path) -> io::Result<()> {
        let (folder, name) = self.parent(path)?;
        if self.folder(folder)?.now.contains_key(&name) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        self.add(folder, name, Node::Folder(FolderNode::default()));
        Ok(())
    }

    pub fn open(&mut self, path: &Path, anew: bool) -> io::Result<Id> {
        let (folder, name) = self.parent(path)?;
        let Some(id) = self.folder(folder)?.now.get(&name).copied() else {
            return Ok(self.add(folder, name, Node::File(FileNode::default())));
        };
        self.file(id)?;
        if anew {
            self.file_mut(id).edit(Edit::Cut);
        }
        Ok(id)
    }

    pub fn append(&mut self, id: Id, bytes: &[u8]) {
        self.file_mut(id).edit(Edit::Append(bytes.to_vec()));
    }

    pub fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let id = self.find(from)?;
        self.file(id)?;
        let (old, old_name) = self.parent(from)?;
        let (new, new_name) = self.parent(to)?;
        if old == new {
            let change = Change::Move(old_name, new_name, id);
            self.folder_mut(old).change(change);
        } else {
            self.folder_mut(new).change(Change::Set(new_name, id));
            self.folder_mut(old).change(Change::Clear(old_name));
        }
        Ok(())
    }

    pub fn remove(&mut self, path: &Path) -> io::Result<()> {
        let id = self.find(path)?;
        self.file(id)?;
        let (folder, name) = self.parent(path)?;
        self.folder_mut(folder).change(Change::Clear(name));
        Ok(())
    }

    pub fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        let folder = self.folder(self.find(path)?)?;
        Ok(folder.now.keys().map(|name| path.join(name)).collect())
    }

    pub fn sync_folder(&mut self, path: &Path) -> io::Result<()> {
        let id = self.find(path)?;
        self.folder(id)?;
        let folder = self.folder_mut(id);
        folder.pending.clear();
        folder.safe.clone_from(&folder.now);
        Ok(())
    }

    /// Bytes in all files that have a name.
    pub fn used(&self) -> u64 {
        let mut sum = 0;
        let mut folders = vec![ROOT];
        while let Some(id) = folders.pop() {
            for inside in self.folder(id).expect("a folder").now.values() {
                match &self.nodes[*inside] {
                    Node::File(file) => sum += file.now.len() as u64,
                    Node::Folder(_) => folders.push(*inside),
                }
            }
        }
        sum
    }

    /// What is there when the power comes back.
    pub fn after_power_cut(&self, survivors: Survivors, chance: &mut Chance) -> Self {
        let mut after = self.clone();
        for node in &mut after.nodes {
            match node {
                Node::File(file) => file.crash(survivors, chance),
                Node::Folder(folder) => folder.crash(survivors, chance),
            }
        }
        after
    }
}

impl FileNode {
    fn edit(&mut self, edit: Edit) {
        edit.apply(&mut self.now);
        self.pending.push(edit);
    }

    pub fn sync(&mut self) {
        for edit in self.pending.drain(..) {
            edit.apply(&mut self.safe);
        }
    }

    /// An fsync that failed: what was to be written is forgotten, though reading still shows it.
    pub fn lose(&mut self) {
        self.pending.clear();
    }

    fn crash(&mut self, survivors: Survivors, chance: &mut Chance) {
        match survivors {
            Survivors::Nothing | Survivors::Names => self.pending.clear(),
            Survivors::Everything => self.sync(),
            Survivors::Some => {
                for edit in std::mem::take(&mut self.pending) {
                    match (edit, chance.below(4)) {
                        (_, 0) => {}
                        (Edit::Append(bytes), 1) => {
                            let torn = chance.below(bytes.len() as u64 + 1) as usize;
                            self.safe.extend_from_slice(&bytes[..torn]);
                        }
                        // The length was written, and the bytes were not.
                        (Edit::Append(bytes), 2) => self.safe.extend(vec![0; bytes.len()]),
                        (edit, _) => edit.apply(&mut self.safe),
                    }
                }
            }
        }
        self.now.clone_from(&self.safe);
    }
}

impl Edit {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Cut => bytes.clear(),
            Self::Append(more) => bytes.extend_from_slice(more),
        }
    }
}

impl FolderNode {
    fn change(&mut self, change: Change) {
        change.apply(&mut self.now);
        self.pending.push(change);
    }

    fn crash(&mut self, survivors: Survivors, chance: &mut Chance) {
        for change in std::mem::take(&mut self.pending) {
            let survives = match survivors {
                Survivors::Nothing => false,
                Survivors::Everything | Survivors::Names => true,
                Survivors::Some => chance.below(2) == 0,
            };
            if survives {
                change.apply(&mut self.safe);
            }
        }
        self.now.clone_from(&self.safe);
    }
}

impl Change {
    fn apply(&self, names: &mut BTreeMap<String, Id>) {
        match self {
            Self::Set(name, id) => {
                names.insert(name.clone(), *id);
            }
            Self::Clear(name) => {
                names.remove(name);
            }
            Self::Move(from, to, id) => {
                // If the name it came from never survived there is nothing to take away.
                names.remove(from);
                names.insert(to.clone(), *id);
            }
        }
    }
}
