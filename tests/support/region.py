"""A small region that does not exist, with territories, axes, themes, contracts, figures and context of its own.

Every name, code and amount is invented.
"""

from pathlib import Path

FILES = {
    "territoires.csv": """\
territoire_code,territoire,type,siren,inclus_dans,population,population_millesime,population_source,alias,avec_article
V0,Valmorée,region,900000000,,400000,2024,recensement inventé,,la Valmorée
V1,Haut-Orvet,departement,900000001,V0,250000,2024,recensement inventé,Orvet d'en haut,le Haut-Orvet
V2,Val-de-Lune,departement,900000002,V0,150000,2024,recensement inventé,,le Val-de-Lune
900000003,Brisac Métropole,metropole,900000003,V1,90000,2024,recensement inventé,Brisac,Brisac Métropole
""",
    "axes.csv": """\
axe,libelle,libelle_court,alias
1,Donner un toit,Toit,
2,Partager l'eau,Eau,
3,Relier les vallées,Routes,
""",
    "themes.csv": """\
theme,libelle,definition,alias
toit,Toit,Se loger en montagne,logis
eau,Eau,Boire et se laver,
route,Routes,Aller d'une vallée à l'autre,chemins
""",
    "contracts_2025.csv": """\
exercice,territoire_code,territoire,axe,rang,objectif,action,montant,page,remarque
2025,V1,Haut-Orvet,1,1,Bâtir,Refuges d'hiver,120000,2,
2025,V1,Haut-Orvet,1,2,Bâtir,Chalets partagés,80000,2,
2025,V1,Haut-Orvet,2,1,,Fontaines publiques,30000,5,
2025,V1,Haut-Orvet,3,1,,Navettes du col,45000,8,
2025,V2,Val-de-Lune,1,1,,Auberges de la vallée,60000,3,
2025,V2,Val-de-Lune,2,1,,Bains publics,15000,6,
2025,900000003,Brisac Métropole,1,1,,Foyer des cimes,25000,4,
2025,900000003,Brisac Métropole,2,1,,Lavoirs de quartier,,7,
""",
    "published_2025.csv": """\
exercice,territoire_code,territoire,axe,libelle,montant,arrondi,page
2025,V1,Haut-Orvet,1,Total de l'axe 1,200000,1,2
2025,V1,Haut-Orvet,,Total du contrat,275000,1,
2025,V2,Val-de-Lune,1,Total de l'axe 1,60000,1,3
2025,V0,Valmorée,,environ 400 000 euros,400000,100000,1
""",
    "lignes_themes_2025.csv": """\
cle,action,theme,marques,raison,decision
2025-V1-1-01,Refuges d'hiver,toit,,un toit,main
2025-V1-1-02,Chalets partagés,toit,,un toit,main
2025-V1-2-01,Fontaines publiques,eau,,l'eau,main
2025-V1-3-01,Navettes du col,route,toit,la route,main
2025-V2-1-01,Auberges de la vallée,toit,,un toit,main
2025-V2-2-01,Bains publics,eau,,l'eau,main
2025-900000003-1-01,Foyer des cimes,toit,,un toit,main
2025-900000003-2-01,Lavoirs de quartier,eau,,l'eau,main
""",
    "contexte.csv": """\
id,programme,periode,theme,territoire_code,territoire,perimetre,mesure,valeur,unite,precision,cumul,libelle,source,\
date_source,ligne
pl-01,Sources,2024,eau,V0,Valmorée,Valmorée,crédits,500000,EUR,environ,annee,crédits du plan,un bilan,2025-01-31,12
pl-02,Sources,2020-2024,eau,900000003,Brisac Métropole,Brisac,eau,14,fontaines,exact,depuis,eau rendue,bilan,2025-01-31,
""",
}
# Names of the bundled data, and of what was made for them: nothing that the region says holds one.
FOREIGN = (
    *("Hauts-de-France", "Lille", "MEL", "Aisne", "Nord", "Oise", "Pas-de-Calais", "Somme", "Amiens"),
    *("Logement d'abord", "Cop des quartiers", "Commissariat"),
)


def region(folder: Path) -> Path:
    """The files of the invented region, written into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in FILES.items():
        (folder / name).write_text(content, "utf-8", newline="")
    return folder
