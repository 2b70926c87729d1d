# What the kiosk itself says in German. What a place says stands in its feed.
#
# The three files have the same messages with the same arguments. Each comment says where the
# words stand and how long they may be with everything filled in; a test holds them to it.
# Words speak to several people at once: children seldom come alone.

## The language itself

# Language strip, always on the glass, also while another language is spoken. At most 12 characters.
language-name = Deutsch
# Between thousands in numbers: a full stop, a comma or nothing else. At most 1 character.
thousands-separator = .
# A day, inside other messages. At most 18 characters.
date-day = { $day }. { month-name } { $year }
# A month, inside other messages. At most 18 characters.
date-month = { month-name } { $year }
# Name of a month, inside dates. At most 12 characters.
month-name =
    { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    }
# A time of day, inside other messages; `minute` always has two digits. At most 6 characters.
time-of-day = { $hour }:{ $minute }
# A number in the middle of a sentence. At most 9 characters.
number =
    { $count ->
        [0] keine
        [1] ein
        [2] zwei
        [3] drei
        [4] vier
        [5] fünf
        [6] sechs
        [7] sieben
        [8] acht
        [9] neun
        [10] zehn
        [11] elf
        [12] zwölf
       *[other] { $count }
    }
# A number at the start of a line. At most 9 characters.
number-first =
    { $count ->
        [0] Keine
        [1] Ein
        [2] Zwei
        [3] Drei
        [4] Vier
        [5] Fünf
        [6] Sechs
        [7] Sieben
        [8] Acht
        [9] Neun
        [10] Zehn
        [11] Elf
        [12] Zwölf
       *[other] { $count }
    }

## Buttons

# Round button with the house, lower right: said aloud, never shown. At most 12 characters.
home = Zum Anfang
# Long button on cards: to the next page or stop. At most 10 characters.
next = Weiter
# Long button: one page back. At most 10 characters.
back = Zurück
# Long button on the last card: the same once more. At most 10 characters.
again = Noch mal
# Long button on a stop's card outside the tour. At most 16 characters.
to-the-island = Zur Insel
# Long button: past this stop. At most 12 characters.
skip = Auslassen
# Button of a choice. At most 6 characters.
yes = Ja
# Button of a choice. At most 6 characters.
no = Nein

## The panel behind the round button with the person

# Round button with the person: said aloud, never shown. At most 20 characters.
panel = Eure Einstellungen
# First line of the panel. At most 24 characters.
panel-title = So passt es euch gut
# Beside the leaf, followed by a colon and on or off: still camera, nothing drifts. At most 18 characters.
panel-calm = Weniger Bewegung
# Beside the loudspeaker, followed by a colon and on or off. At most 18 characters.
panel-sound = Ton
# Beside the mouth, followed by a colon and on or off: texts are spoken. At most 18 characters.
panel-speech = Vorlesen
# Button that closes the panel. At most 10 characters.
panel-close = Schließen
# State in the panel, after a colon. At most 8 characters.
on = an
# State in the panel, after a colon. At most 8 characters.
off = aus

## The tour and what one does on it

# Under the beads, and said aloud. At most 24 characters.
tour-stop = Station { $at } von { $all }
# On the tray while one looks for things. At most 24 characters.
found-of = { $found } von { $all } gefunden
# Beside the string of beads. At most 16 characters.
notes =
    { $count ->
        [one] { number-first } Ton
       *[other] { number-first } Töne
    }
# Under a quiz's question. At most 64 characters.
quiz-hint =
    { $count ->
        [one] Findet das Richtige. Ihr dürft alles ausprobieren.
       *[other] Findet die { number } richtigen. Ihr dürft alles ausprobieren.
    }
# On the tray of a quiz. At most 24 characters.
quiz-score = { $right } von { $all } richtig
# Under a choice's question. `who` is a name without a full stop. At most 76 characters.
asked-by = Wer fragt? { $who }.
# After it, if somebody will really decide: never under a question for practice. At most 52 characters.
decided-on = Entschieden wird am { $date }.
# Ribbon over the thing that was chosen. At most 22 characters.
choice-thanks = Danke für eure Wahl!
# Under a choice: touches since it began. They are never people. At most 28 characters.
taps =
    { $count ->
        [one] { $count }-mal getippt
       *[other] { $count }-mal getippt
    }
# Small line under a card: where a fact comes from. At most 100 characters.
source = Quelle: { $source }, { $date }
# Small line under a picture: whose it is. At most 70 characters.
photo = Foto: { $who }

## The end of the tour

# Title of the last card. At most 26 characters.
finish-floors =
    { $count ->
        [one] { number-first } Stockwerk hoch
       *[other] { number-first } Stockwerke hoch
    }
# First sentence of the last card; a sentence of the feed follows. At most 34 characters.
finish-found =
    { $count ->
        [0] Die Töne warten noch auf euch.
        [one] Ihr habt einen Ton gefunden.
       *[other] Ihr habt { number } Töne gefunden.
    }
# Sentence of the last card. At most 40 characters.
finish-places =
    { $count ->
        [0] Die Stadt wartet noch auf euch.
        [one] Ihr habt einen Ort besucht.
       *[other] Ihr habt { number } Orte besucht.
    }

## When nobody plays

# Title of the countdown, over any screen. At most 20 characters.
idle-question = Seid ihr noch da?
# Under it, anew each second, and said aloud once. At most 64 characters.
idle-hint =
    { $seconds ->
        [one] Tippt irgendwohin und spielt weiter. Noch { $seconds } Sekunde.
       *[other] Tippt irgendwohin und spielt weiter. Noch { $seconds } Sekunden.
    }
# Sign over the island outside opening hours. At most 24 characters.
closed = Die Stadt schläft
# Under it. At most 40 characters.
closed-until = Um { $time } Uhr wacht sie wieder auf.
# Small mark in a corner while the kiosk is only shown to somebody. At most 10 characters.
demo = Demo
