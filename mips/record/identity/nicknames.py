"""Forenames that stand for one another: who says Bill may be William on his passport."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Final

GROUPS: Final = """
abigail abbie abby gail
abdul abdullah abdallah
albert al bert bertie
alexander alex al alec alistair alasdair alastair sandy xander sasha
alexandra alex alexa sandra sandy lexi sasha
alfred alf alfie fred
alice ali allie alison
amanda mandy
amelia amy millie
andrew andy drew
angela angie ange
ann anne anna annie nan nancy hannah
anthony antony tony ant
arthur art artie
barbara barb babs barbie
benjamin ben benny benji
bernard bernie
bridget biddy bridie bridgette
cameron cam
caroline carolyn carol carrie lynn
catherine katherine kathryn catharine kate katie kathy cathy kath kay kitty kit kat
charles charlie chas chuck charley
charlotte charlie lottie char
christina christine chris chrissie tina
christopher chris kit topher kris
clifford cliff
daniel dan danny
danielle dani
david dave davey davy dai
deborah debra deb debbie
dennis denis den
dominic dom nick
donald don donnie
dorothy dot dottie dolly
douglas doug dougie
edward ed eddie ted teddy ned eddy
edmund ed eddie ned
edwin ed eddie
eleanor ellie nell nora elly
elizabeth elisabeth liz lizzie beth betty bess eliza lisa elsie libby betsy lily
emily em emmie millie
emma em
ernest ernie
eugene gene
florence flo florrie flossie
frances fran frankie fanny francesca
francis frank frankie fran
frederick fred freddie freddy
gabriel gabe gabi
gareth gaz gary
geoffrey jeffrey geoff jeff
george georgie
georgina georgia georgie gina
gerald gerry jerry gerard
gillian jill gill
graham graeme
gregory greg
harold harry hal
harriet hattie harry
helen helena ellen nell nellie
henry harry hal hank
herbert bert herb
hugh hughie huw
isaac ike zac
isabella isabel isobel bella izzy issy
jacob jake
james jim jimmy jamie jem
jane jan janie janet jean
janet jan
jennifer jen jenny jennie
jessica jess jessie
joanna joanne jo joan
john jon jack johnny jonny ian sean shaun jonathan
jonathan jon jonny nathan jonathon john
joseph joe joey
josephine jo josie
joshua josh
judith judy jude
julia julie jules
kenneth ken kenny
kevin kev
kimberley kim kimberly
laura laurie lori
lawrence laurence larry laurie
leonard len lenny leo
leslie lesley les
lewis louis lou louie
lillian lily lil
louise lou louisa
lucy lucille lu
madeleine maddie maddy
malcolm mal
margaret maggie meg peggy marge margie madge greta rita
maria mary marie molly polly may mia
martin marty
matthew matt matty mat
maureen mo maura
maurice morris mo
maximilian max maxwell
megan meg
melanie mel
melissa mel missy lissa
michael mike mick mickey micky mikey
michelle shell chelle
mohammed muhammad mohamed mohammad muhammed mohd mo md mahomet
natalie nat natasha tasha
nathaniel nathan nat nate
nicholas nick nicky nicolas nik
nicola nicole nicky nikki
norman norm
oliver ollie olly
olivia liv livvy ollie
pamela pam
patricia pat patsy trish tricia trisha patti
patrick pat paddy
paul paulie
paula polly
penelope penny
peter pete
philip phillip phil pip
philippa pippa pip
priscilla cilla prissy
rachel rach rachael
raymond ray
rebecca becky becca bex
reginald reg reggie
richard rick dick ricky rich richie dickie
robert rob bob robbie bobby bert robin
roberta bobbie
roderick rod roddy
rodney rod
roger rodge
ronald ron ronnie
rosemary rose rosie
rupert bert
russell russ
samantha sam sammy
samuel sam sammy
sarah sara sally sadie
sebastian seb bas
sharon shaz
sidney sydney sid
simon si
solomon sol
sophia sophie sofia
stanley stan
stephanie steph stef
stephen steven steve stevie ste
stewart stuart stu
susan suzanne susannah sue susie suzie
sylvia sylvie
terence terry terrence tel
teresa theresa tess terry tessa
theodore theo ted teddy
thomas tom tommy
timothy tim timmy
tobias toby
valerie val
veronica ronnie vera
victor vic
victoria vicky vicki tori vic
vincent vince vinny
virginia ginny
walter walt wally
wilfred wilf fred
william will bill billy willy willie liam wills
winifred winnie freda
yusuf yousef yousuf youssef joseph
zachary zac zach zak
""".strip()


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in GROUPS.splitlines():
        formal, *others = line.split()
        for name in (formal, *others):
            found[name].add(formal)
    return {name: frozenset(groups) for name, groups in found.items()}


def groups_of(forename: str) -> frozenset[str]:
    """The formal names a forename may stand for; itself where none is known."""
    return _groups().get(forename) or frozenset({forename})


def stand_for_one_another(one: str, other: str) -> bool:
    """True when both may be the same formal name."""
    return one != other and bool(groups_of(one) & groups_of(other))
