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
# A day of this year, inside other messages. At most 18 characters.
date-near = { $day }. { month-name }
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
# A day of the week at the start of a line, 1 is Monday. At most 10 characters.
weekday =
    { $weekday ->
        [1] Montag
        [2] Dienstag
        [3] Mittwoch
        [4] Donnerstag
        [5] Freitag
        [6] Samstag
       *[other] Sonntag
    }
# The same within a sentence: on which day. At most 14 characters.
weekday-within =
    { $weekday ->
        [1] am Montag
        [2] am Dienstag
        [3] am Mittwoch
        [4] am Donnerstag
        [5] am Freitag
        [6] am Samstag
       *[other] am Sonntag
    }
# A time of day, inside other messages: full hours in short. `past` is the minutes past the hour. At most 6 characters.
clock =
    { $past ->
        [0] { $hour }
       *[other] { $time }
    }
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

# Long button on cards: to the next page or stop. At most 10 characters.
next = Weiter
# Long button on a stop's card outside the tour. At most 16 characters.
to-the-island = Zur Insel

## The panel behind the round button with the person

# First line of the panel. At most 24 characters.
panel-title = Wie du es magst
# Beside the leaf, followed by a colon and on or off: still camera, nothing drifts. At most 18 characters.
panel-calm = Ruhige Bilder
# Beside the loudspeaker, followed by a colon and on or off. At most 18 characters.
panel-sound = Ton
# Button that closes the panel. At most 10 characters.
panel-close = Schließen
# State in the panel, after a colon. At most 8 characters.
on = an
# State in the panel, after a colon. At most 8 characters.
off = aus

## The tour and what one does on it

# Under a choice's question. `who` is a name, or a few words, without a full stop. At most 76 characters.
asked-by = Wer fragt? { $who }.
# After it, if somebody will really decide: never under a question for practice. At most 52 characters.
decided-on = Entschieden wird am { $date }.
# Ribbon over a thing that was voted on: how often it was touched, never by how many people. At most 18 characters.
taps =
    { $count ->
        [0] Noch nie
        [one] Einmal
       *[other] { $count }-mal
    }
# After a vote's praise: what the numbers are. At most 56 characters.
taps-here = So oft wurde hier heute getippt.
# In place of both, after a vote that followed another within three seconds and was not counted. At most 66 characters.
vote-too-soon = Das war zu schnell zum Zählen. Hol Luft und tippe noch mal.
# Under a vote's question, after who asks: it does not count yet. At most 50 characters.
vote-opens = Abstimmen geht ab { $date }.
# The same: it is over, and nobody has published how it went. At most 40 characters.
vote-counting = Jetzt wird gezählt.
# The same, over the numbers that were published. At most 74 characters.
vote-taps-until = So oft getippt auf allen Bildschirmen bis { $date }.
# After that, if nobody has said what was decided. At most 40 characters.
vote-answer-later = Die Antwort steht dann hier.
# Under a vote's question, once it is decided. At most 52 characters.
vote-decided-on = Entschieden wurde am { $date }.
# Title of the card with what was decided; one line. At most 16 characters.
vote-decision = So ging es aus
# Under the question that is asked before the tour: why, and that nobody learns who answered. At most 76 characters.
knows-before = Wir fragen jetzt und nach der Reise noch mal. Es wird nur gezählt.
# The same after the tour. At most 76 characters.
knows-after = Jetzt, nach der Reise, fragen wir noch mal. Es wird nur gezählt.
# In front of a toy that was touched and waits for its name. At most 4 characters.
match-open = ?
# Over four wooden figures, on a quiz's sheet: how many children play together. At most 22 characters.
players-question = Wie viele seid ihr?
# Under a quiz's question, when several answer it, each for themselves. At most 40 characters.
quiz-together = Jedes Kind wählt eine Antwort
# Under the question of a vote between two things, when several choose, each for themselves; who asks follows. At most 24 characters.
vote-together = Jedes Kind wählt eins.
# On a quiz's answers and on the players' buttons. At most 2 characters.
answer-letter =
    { $at ->
        [1] A
        [2] B
        [3] C
        [4] D
       *[other] E
    }
# Title of the card: how many people went one way. At most 26 characters.
map-people =
    { $count ->
        [one] { $count } Mensch
       *[other] { $count } Menschen
    }
# Under what a map asks: how many people one wooden figure is. At most 46 characters.
map-each =
    { $count ->
        [one] Eine Figur steht für einen Menschen
       *[other] Eine Figur steht für { $count } Menschen
    }
# Small line under a figure: where it is from, and of which year. At most 70 characters.
map-source = { $who }, { $year }
# Small line under a picture: whose it is. At most 70 characters.
photo = Foto: { $who }
# Beside a QR code, which takes the address along on a phone. At most 24 characters.
further = Zu Hause weiterlesen

## Forms: a survey, and what is missing

# Long button under a question that nothing was chosen for: to the next one. At most 14 characters.
form-skip = Überspringen
# Long button: ends the survey, and what was answered until then counts. At most 14 characters.
form-stop = Hier aufhören
# Under the thanks: nobody looks at anybody's answers. At most 56 characters.
form-counts = Deine Antworten werden mit denen anderer gezählt.
# Under a question that may have several answers, so many at most. At most 40 characters.
form-most = Wähle bis zu { number }

# Under what is missing, once something was said. At most 50 characters.
needs-more = Fehlt noch etwas? Tippe es an.
# Long button: nothing else is missing. At most 16 characters.
needs-done = Das ist alles
# Over the week's board. At most 34 characters.
needs-when = Wann fehlt es?
# Under it; `what` is what is missing. At most 76 characters.
needs-when-hint = { $what }: Lege Kugeln ins Brett.
# Over bands of age. At most 34 characters.
needs-ages = Für wen ist es?
# Under it; `what` is what is missing. At most 76 characters.
needs-ages-hint = { $what }: Wähle alle, die passen.
# Over places. At most 34 characters.
needs-place = Wo fehlt es?
# Under it; `what` is what is missing. At most 76 characters.
needs-place-hint = { $what }: Wähle einen Ort.
# A day on the week's board, 1 is Monday. At most 3 characters.
week-day =
    { $weekday ->
        [1] Mo
        [2] Di
        [3] Mi
        [4] Do
        [5] Fr
        [6] Sa
       *[other] So
    }
# A part of a day on it. At most 8 characters.
week-part =
    { $part ->
        [morning] Morgen
        [evening] Abend
        [night] Nacht
       *[other] Tag
    }

## Ideas, put together from pictures

# Over a row of pictures of people, who take part in an idea. At most 34 characters.
ideas-who = Wer macht mit?
# Over a row of pictures of things to do. At most 34 characters.
ideas-does = Was machen sie?
# Over a row of pictures of things. At most 34 characters.
ideas-what = Worum geht es?
# Over a row of pictures of places. At most 34 characters.
ideas-where = Wo passiert es?
# Long button while an idea is put together: to those of others. At most 14 characters.
ideas-others = Ideen ansehen
# Over four pictures that make an idea. At most 34 characters.
ideas-ready = Das ist deine Idee!
# Under it. At most 56 characters.
ideas-change = Tippe auf ein Bild, um es zu tauschen.
# Long button: the idea counts from now on. At most 14 characters.
ideas-send = Abschicken
# Over ideas that hang beside each other. At most 34 characters.
ideas-wall = Welche Ideen magst du?
# The same if none hang there. At most 34 characters.
ideas-none = Hier hängen noch keine Ideen
# Under it, if none was sent. At most 50 characters.
ideas-support = Tippe sie an und gib ein Herz.
# Under it, once an idea was sent. At most 66 characters.
ideas-sent = Deine ist gezählt. Gib auch anderen ein Herz.
# In its place, after one that followed another within three seconds and was not counted. At most 76 characters.
ideas-too-soon = Das ging zu schnell zum Zählen. Atme durch und baue noch eine.
# After that, if numbers hang there that staff have published. At most 74 characters.
ideas-until = Herzen auf allen Bildschirmen bis { $date }.
# Under a heart: how often an idea was supported on all screens. At most 12 characters.
ideas-hearts = { $count }
# Under a star beside one's own idea; one line. At most 6 characters.
ideas-own = Deine
# Under three beads beside an idea that has become a project; one line. At most 6 characters.
ideas-road = Sieh
# Long button: put another idea together. At most 16 characters.
ideas-more = Noch eine Idee
# Over an idea that has become a project. At most 34 characters.
ideas-said = Ihr sagt es – wir tun es
# Under it. At most 66 characters.
ideas-became = Eine Idee von den Bildschirmen ist ein Projekt geworden.
# A milestone: somebody looks at how it can be done. At most 16 characters.
ideas-taken = Aufgegriffen
# A milestone: it is being done. At most 16 characters.
ideas-underway = In Arbeit
# A milestone: it is there. At most 16 characters.
ideas-finished = Fertig
# Under a milestone: since when. At most 30 characters.
ideas-since = seit { $date }
# Under a milestone that was not reached. At most 24 characters.
ideas-to-come = kommt noch
# Long button under a project's road: back to all ideas. At most 16 characters.
ideas-back = Alle Ideen
# Under the thanks: nobody looks at who sent what. At most 56 characters.
ideas-counts = Deine Idee wird mit denen anderer gezählt.

## A gift

# Under what is asked of gifts, before one is looked at. At most 56 characters.
gift-look = Tippe ein Geschenk an und sieh, was es ist.
# Over a parcel: it is decided what is in it. At most 34 characters.
gift-decided = Das Geschenk ist gewählt!
# Under it. At most 56 characters.
gift-open = Tippe auf das Paket und pack es aus.
# After where a gift is fetched: the last day. At most 40 characters.
gift-until = Bis { $date }.
# Beside a gift's claim code. At most 48 characters.
gift-code = Ein Code, ein Geschenk. Mach ein Foto davon.
# The same, while the screen gives out none. At most 48 characters.
gift-code-soon = Der nächste Code kommt gleich.
# The same in a demo. At most 48 characters.
gift-code-example = Nur ein Beispiel: Dieser Code gilt nirgends.

## The end of the tour

# Title of the last card. At most 26 characters.
finish-floors =
    { $count ->
        [one] { number-first } Stockwerk!
       *[other] { number-first } Stockwerke!
    }
# First sentence of the last card; a sentence of the feed follows. At most 34 characters.
finish-found =
    { $count ->
        [0] Die Töne warten noch auf dich.
        [one] Du hast einen Ton gefunden.
       *[other] Du hast { number } Töne gefunden.
    }

## The notice board

# Beside the round button with the board, and over the board. At most 16 characters.
board = Pinnwand
# Under the board, if it has several pages. At most 18 characters.
board-page = Seite { $at } von { $all }
# On the strip of a notice: today, or a part of it. At most 22 characters.
board-today =
    { $part ->
        [morning] Heute früh
        [evening] Heute Abend
        [night] Heute Nacht
       *[other] Heute
    }
# The same: tomorrow, or a part of it. At most 22 characters.
board-tomorrow =
    { $part ->
        [morning] Morgen früh
        [evening] Morgen Abend
        [night] Morgen Nacht
       *[other] Morgen
    }
# The same: a later day. At most 44 characters.
board-later =
    { $part ->
        [morning] { weekday }, { $date }, morgens
        [evening] { weekday }, { $date }, abends
        [night] { weekday }, { $date }, nachts
       *[other] { weekday }, { $date }
    }
# The same with a time; `day` is one of the three above. At most 44 characters.
board-at = { $day } um { clock } Uhr
# The same: it goes on day and night until then. At most 26 characters.
board-until = Bis { $date }
# The same: it begins then, and goes on for days. At most 26 characters.
board-from = Ab { $date }
# The same: it has begun and is not over yet. At most 16 characters.
board-now = Gerade jetzt
# The same: one can always go there. At most 16 characters.
board-always = Immer offen
# The same: it is open now. At most 26 characters.
board-open-until = Geöffnet bis { clock } Uhr
# The same: when it opens next, at most a week ahead. At most 38 characters.
board-opens =
    { $near ->
        [today] Öffnet heute um { clock } Uhr
        [tomorrow] Öffnet morgen um { clock } Uhr
       *[other] Öffnet { weekday-within } um { clock } Uhr
    }
# Heading of the only notice, if there is none. At most 26 characters.
board-empty = Hier ist noch Platz
# Under it. At most 70 characters.
board-empty-body = Gerade hängt hier nichts. Schaut bald wieder vorbei.
# Heading of the board where hangs what the place wants to reach. At most 26 characters.
goals = So weit sind wir
# Beside the green light of a goal: it is reached. At most 18 characters.
goal-reached = Erreicht!
# The same: it has come as far as it should by now. At most 18 characters.
goal-green = Auf dem Weg
# Beside the yellow light: at least half as far. At most 18 characters.
goal-amber = Etwas zurück
# Beside the red light: less far. At most 18 characters.
goal-red = Weit zurück
# Where no light burns: nobody has measured for a year. At most 18 characters.
goal-unknown = Keine neue Zahl
# Under an end of a goal's ruler: a number, and when it was so or is to be. At most 34 characters.
goal-end = { $value } · { $date }
# The newest number, and when it was so. At most 48 characters.
goal-newest = Gemessen { $date }: { $value }.
# Where a goal's numbers come from. At most 70 characters.
goal-source = Quelle: { $who }
# A share of a hundred. At most 8 characters.
percent = { $count } %
# Heading of the note on what the lights of goals say. At most 26 characters.
goals-legend = Das sagt die Lampe
# Beside the green one. At most 36 characters.
goals-green = So weit, wie es der Plan sagt
# Beside the yellow one. At most 36 characters.
goals-amber = Mindestens halb so weit
# Beside the red one. At most 36 characters.
goals-red = Nicht halb so weit
# Beside one that is not lit. At most 36 characters.
goals-unknown = Seit einem Jahr nicht gemessen
# Heading of the last notice: whose screen this is, and the small print. At most 26 characters.
about = Über den Bildschirm
# Under it; `who` is the municipality. At most 110 characters.
about-who = Verantwortlich für alles, was hier zu sehen ist: { $who }.
# After it. At most 76 characters.
about-private = Der Bildschirm nutzt keine Kamera und merkt sich nichts über dich.
# After it: who made the pictures. At most 70 characters.
about-photos = Bilder: { $who }
# Heading of the board where the sources hang. At most 26 characters.
about-sources = Woher wir das wissen
# Heading of the note on what their pins stand for: how well a source is known to be right. At most 42 characters.
about-grades = Je mehr Nadeln, desto besser hält es
# Beside three pins: who is in charge of what is said, or a work of reference. At most 40 characters.
about-grade-a = Wer selbst dafür einsteht
# Beside two: a publisher who says where it is from. At most 40 characters.
about-grade-b = Wer seine Quelle nennt
# Beside one: anybody else. At most 40 characters.
about-grade-c = Andere

## When nobody plays

# Title of the countdown, over any screen. At most 20 characters.
idle-question = Bist du noch da?
# Under it, anew each second, and said aloud once. At most 64 characters.
idle-hint =
    { $seconds ->
        [one] Tippe irgendwohin und spiel weiter. Noch { $seconds } Sekunde.
       *[other] Tippe irgendwohin und spiel weiter. Noch { $seconds } Sekunden.
    }
# Sign over the island outside opening hours. At most 24 characters.
closed = Die Stadt schläft
# Under it: when it opens next, at most a week ahead. At most 42 characters.
closed-until =
    { $near ->
        [today] Sie wacht um { $time } Uhr wieder auf.
        [tomorrow] Sie wacht morgen um { $time } Uhr auf.
       *[other] Sie wacht { weekday-within } um { $time } Uhr auf.
    }

## In a demo

# Small strip in a corner of every screen: this is a show, not a kiosk. At most 12 characters.
demo = Vorführung
# The same while the presenter counts down: minutes that are left. At most 24 characters.
demo-left = Vorführung · { $count } Min.
# Heading of the presenter's card. At most 26 characters.
presenter-title = Für dich beim Vorführen
# On it, between back and on, where the show is no stop: the town as a whole. At most 16 characters.
presenter-island = Die Insel
# Strip on it: nothing on the screen. At most 12 characters.
presenter-blank = Dunkel
# Strip on it: the show as at its start. At most 12 characters.
presenter-restart = Von vorn
# Strip on it: as when nobody has played, for the next visitor. At most 12 characters.
presenter-reset = Neuer Gast
# On it, between quieter and louder. At most 18 characters.
presenter-volume = Ton: { $count } %
# On it: whole minutes since the show was started. At most 30 characters.
presenter-minutes = { $count } Min. seit dem Start
# Strip on it: so many minutes are counted down. At most 8 characters.
presenter-count = { $count } Min.
# Strip on it: show and visitors stay at the present stop. At most 20 characters.
presenter-only = Nur diese Station

## A launch: something is unveiled on all screens in the same second

# Small strip in a corner while a visitor plays; $time is minutes and seconds. At most 26 characters.
launch-slip = Neues in { $time }
# On the wrapping, under the figures that count down. At most 34 characters.
launch-soon = Gleich packen wir etwas aus
# Ribbon on what has just been unwrapped. At most 16 characters.
launch-new = Ganz neu!

# The finder. Over bands of age. At most 34 characters.
finder-age = Wie alt ist, wer mitkommt?
# Over places. At most 34 characters.
finder-place = Wo soll es sein?
# Over the days of the week. At most 34 characters.
finder-day = Welcher Tag passt euch?
# Long button: this does not matter. At most 16 characters.
finder-any = Ganz egal
# A day of the week, 1 is Monday. At most 22 characters.
finder-weekday =
    { $weekday ->
        [1] Montag
        [2] Dienstag
        [3] Mittwoch
        [4] Donnerstag
        [5] Freitag
        [6] Samstag
       *[other] Sonntag
    }
# Over what was found, so much there is. At most 34 characters.
finder-found =
    { $count ->
        [one] Hier ist etwas für euch
       *[other] { $count } Dinge für euch
    }
# Over what there is instead, when there is nothing just like that. At most 34 characters.
finder-nothing = Nicht genau das. Aber schaut mal:
# Under it: why these are there instead. At most 56 characters.
finder-but-day = Das hier ist an anderen Tagen.
# The same. At most 56 characters.
finder-but-place = Das hier ist in anderen Orten.
# The same. At most 56 characters.
finder-but-age = Das hier ist für andere Altersstufen.
# The same. At most 56 characters.
finder-but-several = Das hier kommt dem am nächsten.
# The same. At most 56 characters.
finder-but-everything = Das hier ist alles, was wir kennen.
# Long button: begin from the beginning. At most 16 characters.
finder-again = Neu suchen
# Long button: show more of what was found. At most 16 characters.
finder-more = Mehr zeigen
# Beside a place: nobody has told when. At most 38 characters.
finder-ask-them = Zeiten bitte erfragen
