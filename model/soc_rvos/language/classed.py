"""Nouns that the backbone's classes stand for, so that it would have known the thing itself."""

from __future__ import annotations

from soc_rvos.language.bridge import Bridge
from soc_rvos.language.meanings import THINGS_TOO, phrases

_CLASSED = phrases(
    # Animals that their classes have other names for,
    "polar bear, hippo, pig, duck, chicken, rooster, sheep, lamb, puppy, kitten, horse, pony, cow, "
    "bull, parrot, kangaroo, hedgehog, "
    # vehicles,
    "car, taxi, police car, sports car, truck, lorry, van, bus, school bus, tram, train, airplane, "
    "aeroplane, plane, bicycle, bike, motorcycle, motorbike, scooter, boat, sailboat, tractor, "
    "ambulance, fire truck, fire engine, canoe, ship, "
    # music,
    "guitar, piano, violin, cello, drum, saxophone, trombone, accordion, harp, banjo, harmonica, "
    "microphone, "
    # at home,
    "chair, sofa, couch, bathtub, refrigerator, fridge, microwave, toaster, washing machine, "
    "dishwasher, television, laptop, printer, vacuum, vacuum cleaner, broom, vase, teapot, "
    "bottle, umbrella, backpack, clock, screwdriver, hammer, camera, phone, cellphone, "
    # play,
    "ball, basketball, soccer ball, tennis ball, football, teddy bear, parachute, sunglasses, "
    # and food.
    "pizza, banana, strawberry, lemon, orange, broccoli, pineapple, hotdog, hot dog, cheeseburger"
)


def is_classed(noun: str, bridge: Bridge) -> bool:
    """Tell whether classes stand for `noun` itself, not only for some kind of it.

    Of an animal one is called so or ends in it ("zebra", "brown bear"). Of a goat none is: the ibex
    is a wild one, and to the classifier a shaggy goat is a terrier.
    """
    called = bridge.lexicon.singular(" ".join(noun.lower().split()))
    known = bridge.lookup(noun)
    if called is None or called in THINGS_TOO or not len(known.classes):
        return False
    names = (bridge.class_names[number].lower() for number in known.classes)
    is_animal = "animal" in known.concepts and "person" not in known.concepts
    return called in _CLASSED or (is_animal and any(name.endswith(called) for name in names))
