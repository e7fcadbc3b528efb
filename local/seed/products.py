"""What the demo store sells: 24 things for a calm home, with copy that claims nothing it cannot know."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoProduct:
    """One product; amounts are US cents, ``options`` one axis with its values, ``stock`` per variant (None untracked)."""

    title: str
    tag: str
    icon: str
    palette: str
    price: int
    cost: int
    description: str
    axis: str = ""
    values: tuple[str, ...] = ()
    stock: int | None = 24
    compare_at: int | None = None
    status: str = "active"


STORE_NAME = "Harbour & Pine"
STORE_DESCRIPTION = "Quiet things for kitchens, desks and corners by the window. Shipped from our suppliers in 6 to 12 days."

PRODUCTS = (
    DemoProduct("Stoneware coffee cup", "Kitchen", "coffee", "sand", 1800, 620,
        "A 280 ml cup with a wide handle. Glazed inside, raw clay outside, so it stays easy to hold.\n\n"
        "Dishwasher and microwave safe.", "Glaze", ("Oat", "Moss", "Night"), 18),
    DemoProduct("Ribbed water glass, set of four", "Kitchen", "glass-water", "mist", 2600, 940,
        "Four stackable glasses of 300 ml each, with ribs that keep them from slipping.", "", (), 40),
    DemoProduct("Cast iron pot, 24 cm", "Kitchen", "cooking-pot", "clay", 7900, 3350,
        "Enamelled inside and out, 4.2 litres, for gas, induction and the oven up to 250 °C.\n\n"
        "Weighs 5.1 kg with its lid.", "Colour", ("Rust", "Ink"), 7, 9500),
    DemoProduct("Soup bowl with lid", "Kitchen", "soup", "sage", 2200, 780,
        "Holds 500 ml. The lid doubles as a small plate.", "Size", ("Single", "Pair"), 21),
    DemoProduct("Beechwood cutlery roll", "Kitchen", "utensils", "honey", 1900, 560,
        "Knife, fork, spoon and chopsticks in a cotton roll for lunch away from home."),
    DemoProduct("Linen chef's apron", "Kitchen", "chef-hat", "sand", 3400, 1180,
        "Washed linen with a crossed back: no knot in the neck. Two pockets.", "Size", ("Regular", "Long"), 12),
    DemoProduct("Kitchen shears", "Kitchen", "scissors", "mist", 2100, 690,
        "Blades come apart for cleaning. With a bottle opener between the handles.", "", (), 33),
    DemoProduct("Short stem wine glass, pair", "Kitchen", "wine", "plum", 2800, 1050,
        "Two glasses of 350 ml that survive the top rack of the dishwasher.", "", (), 3),
    DemoProduct("Table lamp with paper shade", "Light", "lamp", "honey", 5900, 2350,
        "A warm, even light for a side table. Takes one E27 bulb up to 8 W (not included). Cord of 1.8 m with a switch.",
        "Base", ("Oak", "Black"), 9),
    DemoProduct("Adjustable desk lamp", "Light", "lamp-desk", "mist", 6900, 2790,
        "Two joints and a turning head. LED of 6 W, three steps of brightness, 2,700 to 4,000 kelvin.",
        "Colour", ("White", "Petrol"), 14, 8400),
    DemoProduct("Floor lamp, slim", "Light", "lamp-floor", "sand", 11900, 5200,
        "Stands 150 cm tall on a steel foot of 24 cm. Foot switch on the cord.", "", (), 5),
    DemoProduct("Wall lamp without drilling", "Light", "lamp-wall-up", "clay", 4500, 1720,
        "Held by two adhesive strips that come off again. Rechargeable over USB-C, about 40 hours on the lowest step.",
        "Finish", ("Brass", "Black"), 16),
    DemoProduct("Warm bulb, set of three", "Light", "lightbulb", "honey", 1500, 480,
        "E27, 4 W, 2,200 kelvin, 350 lumen each. Dimmable.", "", (), None),
    DemoProduct("Scented candle in tin", "Light", "flame", "plum", 1600, 520,
        "Soy wax with a cotton wick, about 35 hours. The tin can be used again.", "Scent",
        ("Cedar", "Fig", "Unscented"), 26),
    DemoProduct("Dot grid notebook", "Desk", "notebook", "sage", 1400, 430,
        "A5, 160 numbered pages of 100 g paper that lies flat. Two ribbons.", "Cover", ("Sage", "Sand", "Ink"), 45),
    DemoProduct("Refillable pen", "Desk", "pen-tool", "mist", 2400, 810,
        "Brass body that darkens with use. Takes standard G2 refills; one is included.", "", (), 0),
    DemoProduct("Low profile keyboard", "Desk", "keyboard", "plum", 8900, 4100,
        "75 % layout over USB-C or Bluetooth, for three devices. Quiet switches.", "Layout", ("US", "UK", "DE"), 8),
    DemoProduct("Headphone stand", "Desk", "headphones", "clay", 3200, 1090,
        "Solid beech with a leather rest. Holds one pair and a coiled cable.", "", (), 19),
    DemoProduct("Wall clock, silent", "Desk", "clock", "sage", 3900, 1360,
        "30 cm across, sweeping movement without ticking. One AA battery (not included).", "Face", ("White", "Sage"), 11),
    DemoProduct("Weekly desk calendar", "Desk", "calendar", "sand", 1200, 310,
        "52 undated weeks on a glued pad, 30 x 12 cm.", "", (), 60),
    DemoProduct("Self-watering planter", "Garden", "sprout", "sage", 2700, 930,
        "A reservoir for about two weeks and a gauge that shows when it is empty. For plants up to 14 cm.",
        "Size", ("Small", "Large"), 17),
    DemoProduct("Hand trowel, ash handle", "Garden", "shovel", "clay", 1700, 540,
        "Stainless steel with a depth scale. The handle is oiled ash.", "", (), 29),
    DemoProduct("Bud vase trio", "Garden", "flower-2", "plum", 2300, 760,
        "Three small vases of 9, 12 and 15 cm for single stems.", "", (), 22),
    DemoProduct("Folding garden umbrella", "Garden", "umbrella", "mist", 14900, 7100,
        "Two metres across with a tilting joint. Stand not included.", "Colour", ("Sand", "Navy"), 4, status="draft"),
)
