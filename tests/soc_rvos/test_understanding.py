"""What is told of sentences before they are searched for, with the words of the shipped model."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from soc_rvos.language.findings import Effect, FindingKind, objects_wanted
from soc_rvos.language.foreign_nouns import NOUNS
from soc_rvos.language.foreign_table import Language
from soc_rvos.language.sentences import told
from soc_rvos.language.translation import left_out
from soc_rvos.language.understanding import understand
from soc_rvos.vocabulary_file import reading_vocabulary, shipped_vocabulary
from tests.thoroughness import examples

ORDINARY = """
the girl in the red coat
a man on the left of the dog
red double-decker bus driving away
a person walking on the rocks
girl dancing in blue
the bird swimming to the right on the dark water
a black car moving through a roundabout
a space-grey car in a roundabout
the second man from the left
the tennis player in white
a mountain bike leaning on a wall
teddy bear
an airplane landing
toy train
the orange car
the man's hat
guitar playing man
man riding horse
black and white dog
one of the dogs
on the left, the dog
the back of the bus
player number 5
a pair of glasses
the white and blue bus at the top right
the blue and red model train going round the track
a train with grey and brown wagons
the windsurfer with the green sail
a windsurf board with its sail
the person on a surfboard with a green and yellow sail
the dark chair seen in the window behind
a brown camel in the front
a grey colored mountain goat
a gray goat
a hiker in a hat walking to the right
the flamingo in front with its head down to the water
the flamingo wading in the middle
a blonde haired girl dancing in a blue dress
a man in black shorts playing tennis
the person running on the clay court
a woman with a stroller
a cat on a sofa
a child on a tricycle
the man juggling a ball
the spotted dog with a leash
the car that turns left
the dog that is not moving
a dog which does not move
the car that isn't moving
the dog running in the garden
the small fishing boat
the woman in the blue dress
a woman walking to the right with a yellow backpack
the elephant behind the fence
the tall building in the background
a helicopter flying over the city
the cyclist with the red helmet
a skateboarder jumping over a bench
the white horse galloping on the beach
a waiter carrying a tray
the old man with a beard
the boy kicking the football
a bride and groom
the parked motorcycle
the yellow taxi at the corner
a police car with flashing lights
the train arriving at the station
the child holding a balloon
the person sitting on the bench
the cup of coffee on the table
a bottle of water
the laptop on the desk
the mobile phone in his hand
a bowl of soup
the slice of pizza
a bunch of bananas
the red umbrella
a woman holding an umbrella
the man in sunglasses
the girl wearing jeans
the white sneakers
a man in a suit
the baby in the pram
a lifeguard on a chair
the swimmer in the pool
the ball that rolls to the right
the kite in the sky
a duck swimming on the pond
the swan's neck
the zebra drinking water
a giraffe eating leaves
the panda climbing a tree
a squirrel on a branch
the butterfly on the flower
the shark swimming below the surface
a rabbit hopping on the grass
the bicycle leaning against the wall
a scooter with its rider
the truck overtaking the van
a race car on the track
the ambulance coming closer
an excavator digging
the snowboarder in the orange jacket
a skier going down the slope
the hockey player with the puck
a goalkeeper jumping
the referee in yellow
a ballerina turning around
the singer with the microphone
the drummer at the back
a violin player
the chef chopping vegetables
a firefighter with a hose
the soldier saluting
a doctor in a white coat
the statue in front of the church
the door of the house
a window that opens
the flag waving in the wind
a lantern hanging from the ceiling
the fountain in the middle of the square
the balloon higher up
a selfie stick
the chat show host
a grand piano
a Nissan in London
the person closest to the camera
the leftmost car
the largest elephant
the tallest man
the nearest white flamingo
the first car from the left
the faster runner
the smaller of the birds
a wooden spoon in a pan
the dancing girl
something that moves
the thing on the floor
the lamp post
the upper part of the tower
Number 7
THE RED CAR
the RED car
white
the man standing and waving
please mask the person with the umbrella
the guy who's running
somebody in a hat
the one on the left
moving to the left
at least one dog
exactly one dog
fewer than two dogs
""".strip().splitlines()

PLURAL = """
the dogs | None
all the people | None
everyone | None
everybody in the room | None
two dogs | 2
both cars | 2
three of the cows | 3
a couple of dogs | 2
a group of dancers | None
a flock of geese flying | None
each dog | None
every car on the road | None
2 dogs | 2
the two men on the left | 2
five children | 5
two sheep | 2
several birds | None
many cars | None
all of the horses | None
the women in red | None
the wolves | None
a dozen eggs | 12
dozens of people | None
plenty of cars | None
at least two people | None
please find at least two red cars on the left | None
more than one person | None
more than a dozen people | None
no more than two dogs | 2
at most three dogs | 3
up to 3 cars | 3
fewer than three cars | 2
about two dogs | 2
two or three dogs | 3
2-4 cats | 4
""".strip().splitlines()

NEGATED = """
the dancing girl, not the people watching | not the people watching
the man without a hat | without a hat
a non-red car | non-red
the hatless man | hatless
the person instead of the dog | instead of the dog
all cars except the red one | except the red one
the table with no chairs | no chairs
the person who never moves | never moves
the dog that isn't red | isn't red
a car that doesn’t turn | doesn’t turn
the man with neither hat nor coat | neither hat nor coat
not the dog, the cat | not the dog
everyone but the man in green | but the man in green
nobody | nobody
the unmoving dog | unmoving
""".strip().splitlines()

NOT_COMPARED = """
the car larger than the dog | larger than the dog
the fifth man from the right | fifth man from the right
the oldest woman | oldest
the most beautiful flower | the most beautiful
the dog faster than the others | faster than the others
the longest boat | longest
the sixth from the top | sixth from the top
the second to last car | second to last
the brightest lamp | brightest
""".strip().splitlines()

FOREIGN = {
    Language.GERMAN: """
der rote Hund | the red dog
alle außer dem Mann | everyone except the man
der Hund und die Frau | the dog and the woman
der Mann, der sitzt und einen Hut trägt | the man that is sitting with the hat
die Frau mit dem Hut | the woman with the hat
Hund | the dog
das Auto links | the car on the left
zwei Hunde | two dogs
alle Leute | all the people
das kleine Mädchen im blauen Kleid | the small girl in the blue dress
der schwarze Schwan | the black swan
ein Mann ohne Hut | the man without the hat
die Katze auf dem Sofa | the cat on the sofa
der Vogel, der fliegt | the bird that is flying
ein weißes Pferd | the white horse
die Brille | the glasses
der alte Mann mit dem Bart | the old man with the beard
die Frauen | the women
drei Kinder | three children
das Fahrrad | the bicycle
der Bus in der Mitte | the bus in the middle
Katze | the cat
rotes Auto | the red car
der Junge mit dem Ball | the boy with the ball
die grüne Flasche auf dem Tisch | the green bottle on the table
das Flugzeug | the airplane
die Ente im Wasser | the duck in the water
der Mann hinten | the man in the back
ein Elefant | the elephant
der große Baum | the big tree
das Boot auf dem See | the boat on the lake
beide Autos | both the cars
ein gelber Regenschirm | the yellow umbrella
der Gnurp auf der Wiese |
""",
    Language.FRENCH: """
le chien rouge | the red dog
un chien noir qui court | the black dog that is running
la femme avec le chapeau | the woman with the hat
la voiture à gauche | the car on the left
deux chiens | two dogs
tous les gens | all the people
la petite fille | the small girl
le cygne noir | the black swan
un homme sans chapeau | the man without the hat
le chat sur le canapé | the cat on the sofa
l'oiseau | the bird
l’éléphant gris | the grey elephant
les chevaux blancs | the white horses
un vélo | the bicycle
la bouteille verte sur la table | the green bottle on the table
le garçon avec le ballon | the boy with the ball
les lunettes de soleil | the sunglasses
l'homme au milieu | the man in the middle
le bateau | the boat
un parapluie jaune | the yellow umbrella
chien | the dog
voiture rouge | the red car
la vache dans le champ | the cow
le vieil homme | the old man
trois enfants | three children
une femme en rouge | the woman in red
le camion blanc | the white truck
l'avion | the airplane
la robe bleue | the blue dress
le joueur de tennis à droite | the player on the right
""",
    Language.SPANISH: """
el perro rojo | the red dog
la mujer con el vestido azul | the woman with the blue dress
perro | the dog
el coche a la izquierda | the car on the left
dos perros | two dogs
todas las personas | all the people
la niña pequeña | the small girl
el cisne negro | the black swan
un hombre sin sombrero | the man without the hat
el gato en el sofá | the cat in the sofa
el pájaro que vuela | the bird that is flying
los caballos blancos | the white horses
una bicicleta | the bicycle
la botella verde sobre la mesa | the green bottle on the table
el niño con la pelota | the boy with the ball
las gafas de sol | the sunglasses
el hombre en el centro | the man in the middle
el barco | the boat
un paraguas amarillo | the yellow umbrella
tres niños | three boys
el coche rojo | the red car
la vaca | the cow
el viejo con barba | the old one with the beard
la mujer de rojo | the woman in red
la chica del vestido rojo | the girl of the red dress
el camión blanco | the white truck
el avión | the airplane
la silla detrás de la mesa | the chair behind the table
el autobús a la derecha | the bus on the right
ambos coches | both the cars
la jirafa | the giraffe
""",
    Language.CHINESE: """
左边的狗 | the dog on the left
穿红衣服的人 | the person wearing the red clothes
两只狗 | two dogs
红色的汽车 | the red car
所有人 | all the people
黑色的天鹅 | the black swan
右边的女人 | the woman on the right
白马 | the white horse
一只猫 | the cat
大象 | the elephant
戴帽子的男人 | the man wearing the hat
桌子上的瓶子 | the bottle on the table
房子前面的狗 | the dog in front of the house
飞机 | the airplane
小女孩 | the small girl
蓝色的自行车 | the blue bicycle
中间的公共汽车 | the bus in the middle
骑手 | the rider
三只鸟 | three birds
黄色的伞 | the yellow umbrella
那个男孩 | the boy
椅子 | the chair
老人 | the old person
绿色的树 | the green tree
长颈鹿 | the giraffe
白色的船 | the white boat
正在跑步的女人 | the running woman
红绿灯 | the traffic light
一辆卡车 | the truck
后面的山 | the mountain in the back
戴眼镜的女孩 | the girl wearing the glasses
""",
}
OTHERS = """
красная машина
赤い車
il cane rosso
빨간 차
κόκκινο αυτοκίνητο
السيارة الحمراء
een rode auto van het huis
den røde bil på gaden
um cachorro não está na rua
la macchina rossa
het rode huis
czerwony samochód
kırmızı araba
""".strip().splitlines()


def pairs(lines: list[str]) -> list[tuple[str, str]]:
    return [(sentence, said) for sentence, _, said in (line.partition(" | ") for line in lines)]


@pytest.mark.parametrize("sentence", ORDINARY)
def test_nothing_is_wrong_with_an_ordinary_sentence(sentence: str) -> None:
    understood = understand(sentence, shipped_vocabulary())
    assert understood.language is Language.ENGLISH
    # That a noun was never taught is no mistake of the person who says it.
    warned = [each for each in understood.warnings if each.effect is not Effect.GUESS]
    assert warned == []
    assert all(each.kind is not FindingKind.MISSPELT for each in understood.findings)
    assert objects_wanted(understood).count == 1


@pytest.mark.parametrize(("sentence", "count"), pairs(PLURAL))
def test_it_is_told_how_many_are_wanted(sentence: str, count: str) -> None:
    understood = understand(sentence, shipped_vocabulary())
    wanted = objects_wanted(understood)
    assert wanted.several
    assert wanted.count == (None if count == "None" else int(count))
    (found,) = (each for each in understood.findings if each.effect is Effect.ONE)
    assert found.kind in (FindingKind.PLURAL, FindingKind.COUNTED)


@pytest.mark.parametrize(("sentence", "words"), pairs(NEGATED))
def test_what_is_negated_is_marked(sentence: str, words: str) -> None:
    understood = understand(sentence, shipped_vocabulary())
    (found,) = (each for each in understood.findings if each.kind is FindingKind.NEGATED)
    assert found.words == words == sentence[found.start : found.stop]


@pytest.mark.parametrize(("sentence", "words"), pairs(NOT_COMPARED))
def test_a_comparison_that_was_not_taught_is_marked(sentence: str, words: str) -> None:
    understood = understand(sentence, shipped_vocabulary())
    (found,) = (each for each in understood.warnings if each.kind is FindingKind.COMPARING)
    assert found.words == words


@pytest.mark.parametrize(
    "sentence",
    [
        "the tallest man",
        "the shortest man",
        "the topmost shelf",
        "the second largest boat",
        "the second car from the left",
        "third zebra from left",
        "the fourth shelf from the top",
    ],
)
def test_a_comparison_that_was_taught_is_honoured_by_eye(sentence: str) -> None:
    understood = understand(sentence, shipped_vocabulary())
    (found,) = understood.findings
    assert found.is_honoured
    assert understood.warnings == ()


@pytest.mark.parametrize(
    ("language", "sentence", "english"),
    [
        (language, *pair)
        for language, lines in FOREIGN.items()
        for pair in pairs([line.removesuffix(" |") for line in lines.strip().splitlines()])
    ],
)
def test_other_languages_are_recognised_and_put_into_english(
    language: Language, sentence: str, english: str
) -> None:
    understood = understand(sentence, shipped_vocabulary())
    assert understood.language is language
    (found,) = understood.findings
    assert found.kind is FindingKind.OTHER_LANGUAGE
    if english:
        assert found.suggestions == (english,)
        assert understood.with_suggestion(found) == english
        assert understand(english, shipped_vocabulary()).language is Language.ENGLISH


@pytest.mark.parametrize("sentence", OTHERS)
def test_still_other_languages_are_no_english(sentence: str) -> None:
    understood = understand(sentence, shipped_vocabulary())
    assert understood.language is Language.OTHER
    assert [each.kind for each in understood.findings] == [FindingKind.OTHER_LANGUAGE]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("the gril in the red coat", "girl"),
        ("the dgo", "dog"),
        ("a hosre on the beach", "horse"),
        ("the elefant", "elephant"),
        ("a bycicle", "bicycle"),
        ("the womna in blue", "woman"),
        ("a yelow car", "yellow"),
        ("the man in the jaket", "jacket"),
        ("peopel walking", "people"),
        ("the helicoptr", "helicopter"),
        ("the camle", "camel"),
        ("the car on teh left", "the"),
    ],
)
def test_a_slip_is_found_and_the_word_that_was_meant_comes_first(wrong: str, right: str) -> None:
    understood = understand(wrong, shipped_vocabulary())
    (found,) = (each for each in understood.findings if each.kind is FindingKind.MISSPELT)
    assert found.suggestions[0] == right
    assert right in understood.with_suggestion(found)


def slips(word: str, seed: int) -> set[str]:
    """Return words one edit away: two letters swapped, one left out, doubled, and another."""
    chance = random.Random(seed)
    at = chance.randrange(1, len(word) - 1)
    other = chance.choice("aeiorstn".replace(word[at], ""))
    return {
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + other + word[at + 1 :],
    } - {word}


@pytest.mark.slow
@pytest.mark.parametrize("sentence", ["asdf qwer", "qwer asdf", "Asdf qwer", "the dog asdf qwer"])
def test_nonsense_is_not_made_other_nonsense(sentence: str) -> None:
    understood = understand(sentence, shipped_vocabulary())
    assert understood.findings
    assert all(not each.suggestions for each in understood.findings)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "meant"),
    [("the womna with zxqj", "woman"), ("womna at asdf", "woman"), ("a yelow jaket", "yellow")],
)
def test_a_slip_beside_a_word_or_another_slip_is_mended(sentence: str, meant: str) -> None:
    understood = understand(sentence, shipped_vocabulary())
    assert meant in [each.suggestions[0] for each in understood.findings if each.suggestions]


@pytest.mark.slow
def test_nearly_all_slips_in_common_nouns_are_found() -> None:
    vocabulary = shipped_vocabulary()
    nouns = [line.partition(":")[0] for line in NOUNS.strip().splitlines()]
    nouns = [noun for noun in nouns if noun.isalpha() and len(noun) > 3]
    tried = found = first = 0
    for seed, noun in enumerate(nouns):
        for slip in sorted(slips(noun, seed)):
            if vocabulary.is_word(slip):
                continue  # "cart" for "card" is a word, and is left alone
            tried += 1
            understood = understand(f"the {slip} on the left", vocabulary)
            meant = [each.suggestions for each in understood.findings if each.suggestions]
            found += any(noun in each for each in meant)
            first += any(each[0] == noun for each in meant)
    assert tried > 500
    assert found / tried > 0.97
    assert first / tried > 0.85


@pytest.mark.slow
@examples(200)
@given(st.sampled_from(NOUNS.strip().splitlines()))
def test_a_known_word_is_never_corrected(line: str) -> None:
    noun = line.partition(":")[0]
    understood = understand(f"the {noun}", shipped_vocabulary())
    assert all(each.kind is not FindingKind.MISSPELT for each in understood.findings)


@pytest.mark.slow
@examples(300)
@given(
    st.text() | st.lists(st.sampled_from([*ORDINARY, "nicht", "not", "狗", "no."])).map(" ".join)
)
@example("\ud800 the dog")
@example("İİİ not the İdog")
@example("n't")
@example("a" * 5000)
@example("the " * 3000)
@example("\x00")
def test_any_text_at_all_is_understood_without_failing(sentence: str) -> None:
    for vocabulary in (shipped_vocabulary(), reading_vocabulary()):
        understood = understand(sentence, vocabulary)
        for each in understood.findings:
            assert 0 <= each.start <= each.stop <= len(sentence)
            assert told(understood, each)
            for number in range(len(each.suggestions)):
                understood.with_suggestion(each, number)
        for part in understood.modifiers:
            assert sentence[part.start : part.stop] == part.words
        assert objects_wanted(understood).count != 0


@pytest.mark.parametrize(
    "sentence",
    ["red", "on the left", "him", "who is that", "all of them", "🐶", "the other one", "the"],
)
def test_a_sentence_that_names_no_thing_says_so(sentence: str) -> None:
    understood = understand(f" {sentence} ", shipped_vocabulary())
    (found,) = understood.warnings
    assert (found.kind, found.words) == (FindingKind.NAMELESS, sentence)
    assert sentence in told(understood, found)
    crowd = ("all the people",) if sentence == "the crowd" else ()
    assert found.suggestions == crowd
    assert understand(sentence, reading_vocabulary()).findings == ()


@pytest.mark.parametrize(
    ("sentence", "each"),
    [
        ("the man and the woman", ("the man", "the woman")),
        ("dog or cat", ("dog", "cat")),
        (
            "please find the red car & the white van on the right.",
            ("the red car", "the white van on the right"),
        ),
        ("the man and his dog", ("the man", "his dog")),
        (
            "the cup on the left and the one on the right",
            ("the cup on the left", "the cup on the right"),
        ),
    ],
)
def test_a_sentence_that_names_two_things_says_so(sentence: str, each: tuple[str, str]) -> None:
    understood = understand(sentence, shipped_vocabulary())
    (found,) = understood.findings
    assert (found.kind, found.suggestions) == (FindingKind.JOINED, each)
    assert each[0] in told(understood, found)


def test_a_noun_that_was_not_taught_is_named() -> None:
    understood = understand("the theodolite on the left", shipped_vocabulary())
    (found,) = understood.findings
    assert (found.kind, found.effect, found.words) == (
        FindingKind.UNKNOWN,
        Effect.GUESS,
        "theodolite",
    )


@pytest.mark.slow
def test_a_model_that_reads_all_words_in_pieces_knows_every_noun() -> None:
    assert understand("the theodolite on the left", reading_vocabulary()).findings == ()
    (found,) = understand("the gril", reading_vocabulary()).findings
    assert found.suggestions[0] == "girl"


def test_the_parts_of_a_sentence_are_told_apart() -> None:
    understood = understand(
        "the small black dog with a red ball, not the cat", shipped_vocabulary()
    )
    assert understood.head is not None
    assert understood.head.noun == "dog"
    assert [each.words for each in understood.modifiers] == [
        "small",
        "black",
        "with a red ball",
        "not the cat",
    ]


@pytest.mark.slow
def test_what_is_found_is_told_in_sentences() -> None:
    understood = understand("the gril, not the dogs", shipped_vocabulary())
    misspelt, negated = (told(understood, each) for each in understood.findings)
    assert misspelt.startswith('"gril" is not a word the model knows. Did you mean "girl"')
    assert negated == '"not the dogs": the model is asked without these words.'
    understood = understand("the girl without a hat", shipped_vocabulary())
    (negated,) = (told(understood, each) for each in understood.findings)
    assert negated.startswith('"without a hat": the negation has no effect.')


@pytest.mark.parametrize(
    ("sentence", "words", "effect"),
    [
        ("ignore the cat, just the dog", "ignore the cat", Effect.SET_ASIDE),
        ("not wearing a hat, the man", "not wearing a hat", Effect.SET_ASIDE),
        ("the woman, not the man", "not the man", Effect.SET_ASIDE),
        ("not the red car, the blue one", "not the red car", Effect.BY_EYE),
        ("the dog that is not wet", "not wet", Effect.LEFT_OUT),
        ("the not so big dog", "not so big", Effect.LEFT_OUT),
    ],
)
def test_what_is_left_of_a_denied_clause_is_told(sentence: str, words: str, effect: Effect) -> None:
    (found,) = understand(sentence, shipped_vocabulary()).findings
    assert (found.kind, found.words, found.effect) == (FindingKind.NEGATED, words, effect)


@pytest.mark.timed
def test_a_sentence_is_understood_while_it_is_typed() -> None:
    vocabulary = shipped_vocabulary()
    for sentence in ORDINARY:
        understand(sentence, vocabulary)
    began = time.perf_counter()
    for sentence in ORDINARY:
        understand(sentence, vocabulary)
    assert (time.perf_counter() - began) / len(ORDINARY) < 0.01


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("zwei Hunde ohne Halsband", ("Halsband",)),
        ("die Frau im gelben Kleid", ()),
        ("le chien xyzzyer", ("xyzzyer",)),
        ("狗", ()),
    ],
)
def test_what_an_offer_in_english_leaves_out_is_known(
    sentence: str, words: tuple[str, ...]
) -> None:
    understood = understand(sentence, shipped_vocabulary())
    assert left_out(sentence, understood.language) == words
    said = told(understood, understood.findings[0])
    assert ("is left out there" in said) == bool(words)
