//! `keys show`: who may do what, whose keys are here, and what ends when.

use jiff::Timestamp;
use legeplads_trust::Channel;
use legeplads_trust::keys::{KeyRing, Role, RoleName};
use legeplads_trust::publish::Published;

/// The keys' folder in words; with what is published, if that was read.
pub fn show(keys: &KeyRing, published: Option<&Published>, now: Timestamp) -> String {
    let roles = keys.roles();
    let mut words = String::new();
    let mut warnings = Vec::new();
    for (name, role) in roles.all() {
        words += &describe(keys, &name, role);
        if role.keys.values().filter(|key| keys.has(key)).count() < needed(role) {
            continue;
        }
        if name == RoleName::Root || name == RoleName::Targets {
            warnings.push(format!(
                "whoever takes this machine can sign as {name}: keep its keys elsewhere \
                 (READ-ME-FIRST.md)"
            ));
        }
    }
    words += "\nHere:\n";
    let here = [
        (RoleName::Root, &roles.root, keys.root_expires()),
        (RoleName::Targets, &roles.targets, keys.targets_expires()),
    ];
    for (name, role, expires) in here {
        let version = match name {
            RoleName::Root => roles.root_version,
            _ => roles.targets_version,
        };
        words += &line(&format!("{name} {version}"), expires, now);
        if role.is_near(expires, now) {
            warnings.push(ending(&name.to_string(), expires, now));
        }
    }
    if let Some(published) = published {
        words += "\nPublished:\n";
        let versions = published.versions();
        for expiry in published.expiries() {
            let (name, version, role) = match expiry.role.as_str() {
                "root" => (RoleName::Root, versions.root, &roles.root),
                "targets" => (RoleName::Targets, versions.targets, &roles.targets),
                "snapshot" => (RoleName::Online, versions.snapshot, &roles.online),
                "timestamp" => (RoleName::Online, versions.timestamp, &roles.online),
                desk => {
                    let version = versions.desks.get(desk).copied().unwrap_or_default();
                    let role = roles
                        .desks
                        .get(desk)
                        .map_or(&roles.targets, |desk| &desk.role);
                    (RoleName::Desk(desk.to_owned()), version, role)
                }
            };
            words += &line(&format!("{} {version}", expiry.role), expiry.expires, now);
            // Those of root and targets were warned of above, unless newer ones are here.
            let is_published_only = matches!(name, RoleName::Online | RoleName::Desk(_));
            if is_published_only && role.is_near(expiry.expires, now) {
                warnings.push(ending(&expiry.role, expiry.expires, now));
            }
        }
        let newer = versions.root < roles.root_version.get()
            || versions.targets < roles.targets_version.get();
        if newer {
            warnings.push(
                "roles here are newer than those published; publish them with: legeplads-desk \
                 keys renew --to PLACE"
                    .to_owned(),
            );
        }
    }
    if !warnings.is_empty() {
        words.push('\n');
    }
    for warning in warnings {
        words += &format!("! {warning}\n");
    }
    words
}

fn describe(keys: &KeyRing, name: &RoleName, role: &Role) -> String {
    let count = role.keys.len();
    let must = match (needed(role), count) {
        (1, 1) => "its one key must sign".to_owned(),
        (needed, count) => format!("{needed} of {count} keys must sign"),
    };
    let who = match name {
        RoleName::Root => "says which keys every role has".to_owned(),
        RoleName::Targets => "says which desks there are".to_owned(),
        RoleName::Online => "says what is the newest".to_owned(),
        RoleName::Desk(desk) => {
            let desk = keys.roles().desks.get(desk);
            let channels = desk.into_iter().flat_map(|desk| &desk.channels);
            let channels: Vec<_> = channels.map(Channel::to_string).collect();
            format!("a desk, publishes on: {}", channels.join(", "))
        }
    };
    let mut words = format!("{name}: {who}; {must}, for {} days\n", role.days);
    for (key, public) in &role.keys {
        let here = if keys.has(public) { "here" } else { "not here" };
        words += &format!("    {key} ({}): {here}\n", name.file(key));
    }
    words
}

fn needed(role: &Role) -> usize {
    usize::try_from(role.threshold.get()).unwrap_or(usize::MAX)
}

fn line(what: &str, expires: Timestamp, now: Timestamp) -> String {
    let (until, time) = (date(expires), distance(expires, now));
    format!("    {what}: good until {until} ({time})\n")
}

/// That a role's signature has ended or will, and what to do.
pub(super) fn ending(role: &str, expires: Timestamp, now: Timestamp) -> String {
    let verb = if expires <= now { "ended" } else { "ends" };
    let time = distance(expires, now);
    let stick = match role {
        "root" | "targets" => " --also STICK",
        _ => "",
    };
    format!("{role} {verb} {time}: sign it again with: legeplads-desk keys renew{stick} --to PLACE")
}

/// The day, in UTC.
pub(super) fn date(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d").to_string()
}

/// How far away a time is: `in 12 days`, `3 hours ago`.
pub(super) fn distance(time: Timestamp, now: Timestamp) -> String {
    let away = time.duration_since(now);
    let hours = away.as_hours().unsigned_abs();
    let (count, unit) = match hours {
        48.. => (hours / 24, "day"),
        _ => (hours, "hour"),
    };
    let plural = if count == 1 { "" } else { "s" };
    if away.is_negative() {
        format!("{count} {unit}{plural} ago")
    } else {
        format!("in {count} {unit}{plural}")
    }
}
