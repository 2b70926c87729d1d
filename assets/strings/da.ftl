# What the kiosk itself says in Danish. What a place says stands in its feed.
#
# The three files have the same messages with the same arguments. Each comment says where the
# words stand and how long they may be with everything filled in; a test holds them to it.
# Words speak to several people at once: children seldom come alone.

## The language itself

# Language strip, always on the glass, also while another language is spoken. At most 12 characters.
language-name = Dansk
# Between thousands in numbers: a full stop, a comma or nothing else. At most 1 character.
thousands-separator = .
# A day, inside other messages. At most 18 characters.
date-day = { $day }. { month-name } { $year }
# A month, inside other messages. At most 18 characters.
date-month = { month-name } { $year }
# Name of a month, inside dates. At most 12 characters.
month-name =
    { $month ->
        [1] januar
        [2] februar
        [3] marts
        [4] april
        [5] maj
        [6] juni
        [7] juli
        [8] august
        [9] september
        [10] oktober
        [11] november
       *[12] december
    }
# A time of day, inside other messages; `minute` always has two digits. At most 6 characters.
time-of-day = { $hour }.{ $minute }
# A number in the middle of a sentence. At most 9 characters.
number =
    { $count ->
        [0] ingen
        [1] én
        [2] to
        [3] tre
        [4] fire
        [5] fem
        [6] seks
        [7] syv
        [8] otte
        [9] ni
        [10] ti
        [11] elleve
        [12] tolv
       *[other] { $count }
    }
# A number at the start of a line. At most 9 characters.
number-first =
    { $count ->
        [0] Ingen
        [1] Én
        [2] To
        [3] Tre
        [4] Fire
        [5] Fem
        [6] Seks
        [7] Syv
        [8] Otte
        [9] Ni
        [10] Ti
        [11] Elleve
        [12] Tolv
       *[other] { $count }
    }

## Buttons

# Round button with the house, lower right: said aloud, never shown. At most 12 characters.
home = Hjem
# Long button on cards: to the next page or stop. At most 10 characters.
next = Videre
# Long button: one page back. At most 10 characters.
back = Tilbage
# Long button on the last card: the same once more. At most 10 characters.
again = Igen
# Long button on a stop's card outside the tour. At most 16 characters.
to-the-island = Til øen
# Long button: past this stop. At most 12 characters.
skip = Spring over
# Button of a choice. At most 6 characters.
yes = Ja
# Button of a choice. At most 6 characters.
no = Nej

## The panel behind the round button with the person

# Round button with the person: said aloud, never shown. At most 20 characters.
panel = Jeres indstillinger
# First line of the panel. At most 24 characters.
panel-title = Sådan passer det jer
# Beside the leaf, followed by a colon and on or off: still camera, nothing drifts. At most 18 characters.
panel-calm = Mindre bevægelse
# Beside the loudspeaker, followed by a colon and on or off. At most 18 characters.
panel-sound = Lyd
# Beside the mouth, followed by a colon and on or off: texts are spoken. At most 18 characters.
panel-speech = Læs højt
# Button that closes the panel. At most 10 characters.
panel-close = Luk
# State in the panel, after a colon. At most 8 characters.
on = til
# State in the panel, after a colon. At most 8 characters.
off = fra

## The tour and what one does on it

# Under the beads, and said aloud. At most 24 characters.
tour-stop = Stop { $at } af { $all }
# On the tray while one looks for things. At most 24 characters.
found-of = { $found } af { $all } fundet
# Beside the string of beads. At most 16 characters.
notes =
    { $count ->
        [one] { number-first } tone
       *[other] { number-first } toner
    }
# Under a quiz's question. At most 64 characters.
quiz-hint =
    { $count ->
        [one] Find det rigtige. I må gerne prøve alt.
       *[other] Find de { number } rigtige. I må gerne prøve alt.
    }
# On the tray of a quiz. At most 24 characters.
quiz-score =
    { $right ->
        [one] { $right } rigtig af { $all }
       *[other] { $right } rigtige af { $all }
    }
# Under a choice's question. `who` is a name without a full stop. At most 76 characters.
asked-by = Hvem spørger? { $who }.
# After it, if somebody will really decide: never under a question for practice. At most 52 characters.
decided-on = Det bliver bestemt { $date }.
# Ribbon over the thing that was chosen. At most 22 characters.
choice-thanks = Tak for jeres valg!
# Under a choice: touches since it began. They are never people. At most 28 characters.
taps =
    { $count ->
        [one] { $count } tryk
       *[other] { $count } tryk
    }
# Small line under a card: where a fact comes from. At most 100 characters.
source = Kilde: { $source }, { $date }
# Small line under a picture: whose it is. At most 70 characters.
photo = Foto: { $who }

## The end of the tour

# Title of the last card. At most 26 characters.
finish-floors =
    { $count ->
        [one] { number-first } etage højt
       *[other] { number-first } etager højt
    }
# First sentence of the last card; a sentence of the feed follows. At most 34 characters.
finish-found =
    { $count ->
        [0] Tonerne venter stadig på jer.
        [one] I fandt { number } tone.
       *[other] I fandt { number } toner.
    }
# Sentence of the last card. At most 40 characters.
finish-places =
    { $count ->
        [0] Byen venter stadig på jer.
        [one] I besøgte ét sted.
       *[other] I besøgte { number } steder.
    }

## When nobody plays

# Title of the countdown, over any screen. At most 20 characters.
idle-question = Er I her endnu?
# Under it, anew each second, and said aloud once. At most 64 characters.
idle-hint =
    { $seconds ->
        [one] Rør hvor som helst og leg videre. { $seconds } sekund endnu.
       *[other] Rør hvor som helst og leg videre. { $seconds } sekunder endnu.
    }
# Sign over the island outside opening hours. At most 24 characters.
closed = Byen sover
# Under it. At most 40 characters.
closed-until = Den vågner klokken { $time }.
# Small mark in a corner while the kiosk is only shown to somebody. At most 10 characters.
demo = Demo
