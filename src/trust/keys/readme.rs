//! `READ-ME-FIRST.md`: what to keep where.

use super::roles::{RoleName, Roles};

/// The page for these roles.
pub(super) fn text(roles: &Roles) -> String {
    let root = files(roles, &RoleName::Root).join(", ");
    let targets = files(roles, &RoleName::Targets).join(", ");
    let online = files(roles, &RoleName::Online).join(", ");
    let (needed, all) = (roles.root.threshold, roles.root.keys.len());
    let mut desks = String::new();
    for (name, desk) in &roles.desks {
        let channels: Vec<_> = desk.channels.iter().map(|c| c.to_string()).collect();
        let files = files(roles, &RoleName::Desk(name.clone())).join(", ");
        desks += &format!(
            "| {files} | on the computer of the desk `{name}` | publish on: {} |\n",
            channels.join(", ")
        );
    }
    let first = roles.desks.keys().next().map_or("NAME", String::as_str);
    format!(
        "# These keys decide what the screens show

Whoever holds a file that ends in `.pem` can sign with it. There is no password and no way to make
a lost one again. Nobody ever needs to send one by mail.

## What to keep where

| File | Where it belongs | What it is for |
|---|---|---|
| {root} | each on a USB stick of its own, in different places, with different people | change keys; any {needed} of the {all} together |
| {targets} | on a USB stick, locked away | add desks, change a desk's key |
| {online} | on the machine that runs `legeplads-desk serve`, and with each desk that publishes | say what is the newest |
{desks}| root.json | on every kiosk (`--root root.json`) | know whom to believe; not secret |
| roles.ron, roots/, metadata/ | here, and a copy with every desk | not secret |

Do this now:

1. Copy `offline/` to the sticks, look at them on another computer, then delete `offline/` here.
2. Keep a copy of all the rest of this folder. A desk gets a copy with `online/` and its own `.pem`,
   and no other.
3. Give `root.json` to the kiosks.

## What to do every year

`legeplads-desk keys show --keys DIR` says what ends when. A week's signatures are renewed by
`legeplads-desk serve`, every hour. For the others plug in the sticks:

    legeplads-desk keys renew --keys DIR --also STICK --to PLACE

## When a key is lost or stolen

Lost and stolen are the same: make a new key. The screens go on showing what they show.

| What | Lost means | Stolen means | Do |
|---|---|---|---|
| a desk's key | the desk cannot publish | a stranger who also holds the online key can publish on the desk's channels | `keys rotate {first}` with the targets' stick |
| a desk's computer, with both keys | the desk cannot publish | a stranger can publish on the desk's channels | `keys rotate {first}` with the targets' stick and `keys rotate online` with {needed} root sticks |
| the online key | nothing can be published; after a week kiosks take nothing new | a stranger can hold back what is new, but show nothing of his own | `keys rotate online` with {needed} root sticks |
| the targets' key | no desk can be added | a stranger who also holds the online key can publish | `keys rotate targets` with {needed} root sticks |
| one root key | nothing yet | nothing yet | `keys rotate root-1` (its name) with {needed} of the root sticks |
| {needed} root keys | keys can never be changed again | a stranger can take over | new keys, and a visit to every kiosk with the new root.json |

A rotation counts once it is published:

    legeplads-desk keys rotate NAME --keys DIR --also STICK --also STICK
    legeplads-desk keys renew --keys DIR --to PLACE

Then give the new `.pem` to whom it belongs, with the new `roles.ron`, `root.json`, `roots/` and
`metadata/`, and destroy the old `.pem`. Kiosks learn of it by themselves.

After a theft, once the rotation is published: `legeplads-desk releases` lists what was published,
`legeplads-desk diff` says what that changed, `legeplads-desk rollback N` brings back what was right.

## When a desk closes

Rotate its key, publish that, and destroy the new key too: then nobody can publish on its channels.
Screens go on showing what they show; `legeplads-desk takedown` comes first if they should not. If
others take over the channels, give them the new key instead.
"
    )
}

fn files(roles: &Roles, name: &RoleName) -> Vec<String> {
    let role = roles.role(name);
    let keys = role.into_iter().flat_map(|role| role.keys.keys());
    keys.map(|key| name.file(key)).collect()
}
