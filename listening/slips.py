"""Spelling that distance alone gets wrong, for the words of questions.

The words of symptoms have slips of their own in findings.yaml.
"""

from __future__ import annotations

from listening.phrases import word_set

_MISSPELT = {
    "what": "wat wot wht waht",
    "when": "wen whn",
    "why": "wy",
    "how": "hw",
    "should": "shud shld shoud",
    "would": "wud wuld",
    "could": "cud culd",
    "please": "plz pls plse",
    "because": "cuz coz bcoz becuz cos",
    "have": "hav hve",
    "does": "duz",
    "doctor": "dr docter doctar",
    "doctors": "drs",
    "back": "bak bck bakc",
    "pain": "pian payn",
    "pee": "peeh",
    "blood": "blod blud",
    "urine": "urin urene yurine",
    "kidney": "kidny kindey kideny kidnee kydney kidneey kidnay",
    "kidneys": "kidnys kindeys kidenys kidnees kidnies kidnes",
    "hurt": "hurted hurtted",
    "stone": "stoned",
    "stones": "stons stoness",
    "infection": "infecshun infektion infecton infexion",
    "symptoms": "simptoms symtoms symptons simtoms sympthoms sypmtoms",
    "bladder": "blader bladdar",
    "sciatica": "siatica scatica cyatica syatica sciatca",
    "shingles": "shingels shingals",
    "herniated": "hernated herneated",
    "aneurysm": "aneurism anurism aneurizm anyurism annurism",
    "aneurysms": "aneurisms",
    "dialysis": "dialisis dyalisis dialasis",
    "creatinine": "creatnine creatine creatinin",
    "pyelonephritis": "pylonephritis pielonephritis pyleonephritis",
    "hematuria": "hemeturia haemeturia hematurea",
    "ibuprofen": "ibruprofen ibprofen ibuprophen ibuprofin ibuprofren",
    "tylenol": "tylonol tylanol tynelol",
    "aspirin": "asprin aspirine",
    "naproxen": "naproxin",
    "equina": "equine",
    "sepsis": "sepsys sepis",
    "treatment": "tretment treatmant",
    "diagnosed": "diagnosd dignosed",
    "prevent": "prevnt pervent",
    "disc": "disck",
    "slipped": "sliped",
    "pregnant": "pregnet pregant",
    "hospital": "hospitle hosptial",
    "emergency": "emergancy",
    "haemorrhage": "hemorage",
}
SLIPS = {slip: word for word, slips in _MISSPELT.items() for slip in slips.split()}
"""Misspelling → the word meant."""

LOOKALIKES = word_set(
    "aspirant aspiring babes barbies buoys flan flak flunk infantry lions loans loan login logins "
    "loons lyric lyrics lyrical narco neurologist neurologists neuropathy obviates poignancy "
    "poignant referring requiring resurgent resurrect returning sceptic skeptic sceptical "
    "skeptical socratic swindles tornados toddle trickster voltage voltages voltaire gills rental "
    "rentals faucet faucets diameter dispenses disperse displease aces arches hose hoses bake "
    "bakes acids bully bowl bowls booth booths broth closet collection connections filing floods "
    "flooding flooring fraction fractions friction foster forums frosting heading hearing horses "
    "houses imitation industry invest investment listing lining living loser losing lounge lunch "
    "master masters mixing nurse nurses opinions options orange parking passport pasta patio "
    "planes plates poster potion pound printer prison protest protein recipe recipes rings roses "
    "season seasons sense sensor services settings singles skiing slides soccer spice spines "
    "states station statue stores stories stove strange street stripes studies tablet tables "
    "taste tasks tester tickets tiles toast toaster tones tours towels trains treats trends "
    "trigger trolls tuner tutor vanilla vaccine venues vintage wallet walnut windows wines"
)
"""Everyday words that lie near one of ours and are not it."""
