"""Strings as papers print them, and the countries they say with the registry that ships."""

import pytest

from byline.places.resolver import Resolver

STRINGS = """
CN | 清华大学
CN | 北京大学 计算机学院
CN | 上海交通大学
CN | 中国科学院自动化研究所
JP | 东京大学
KR | 서울대학교
SA | جامعة الملك سعود
EG | جامعة القاهرة
RU | МГУ имени М. В. Ломоносова
RU | Московский физико-технический институт
RU | Санкт-Петербургский государственный университет
CH | Universität Zürich
FR | École normale supérieure de Paris-Saclay
BR | Universidade de São Paulo
IT | Università degli Studi di Milano
IT | Politecnico di Milano
PL | Uniwersytet Warszawski
TR | Boğaziçi Üniversitesi
CZ | Univerzita Karlova
CN | Institute of Computing Technology, CAS
CN | Institute of Software, Chinese Academy of Sciences
CN | State Key Laboratory of Pattern Recognition, Institute of Automation, CAS, Beijing
CN | Shenzhen Institute of Advanced Technology, CAS
CN | Aerospace Information Research Institute, Chinese Academy of Sciences
CN | Academy of Mathematics and Systems Science, CAS
US | Lawrence Berkeley National Laboratory, Berkeley, CA
US | Los Alamos National Lab
US | Oak Ridge National Laboratory
US | Argonne National Laboratory, IL, USA
US | MIT Lincoln Laboratory
US | NASA Ames Research Center
US | Sandia National Labs, Albuquerque NM
QA | Carnegie Mellon University Qatar
AE | NYU Abu Dhabi
CN | Duke Kunshan University
CN | University of Nottingham Ningbo China
MY | Monash University Malaysia
FR | Georgia Tech-Lorraine
QA | Texas A&M University at Qatar
CN | CUHK-Shenzhen
CN | HKUST(GZ)
CN | The Hong Kong University of Science and Technology (Guangzhou)
CN | Xi'an Jiaotong-Liverpool University
US | Massachusetts General Hospital, Harvard Medical School
DE | Charité - Universitätsmedizin Berlin
CN | Peking Union Medical College Hospital
US | Mayo Clinic, Rochester, MN
GB | Great Ormond Street Hospital, London
GB | Google DeepMind, London
CH | Google Research, Zürich
CN | Microsoft Research Asia
GB | Microsoft Research, Cambridge, UK
US | Microsoft Research Redmond
FR | Meta AI (FAIR), Paris
CA | Huawei Noah's Ark Lab, Montreal
GB | Huawei Technologies R&D UK
GB | Samsung AI Center Cambridge, UK
FR | NAVER LABS Europe
DE | Amazon Web Services, Tübingen
US | IBM Research - Almaden
CH | IBM Research Zurich
CN | Alibaba DAMO Academy
CN | ByteDance Seed
CN | Tencent AI Lab, Shenzhen
JP | Sony AI, Tokyo
DE | Bosch Center for Artificial Intelligence, Renningen
CA | NVIDIA Research, Toronto
US | Apple Inc.
DE | Max Planck Institute for Intelligent Systems, Tübingen
DE | MPI for Informatics, Saarland Informatics Campus
DE | Helmholtz Zentrum München
CA | Vector Institute
CA | Mila - Quebec AI Institute
DE | ELLIS Institute Tübingen
AE | Mohamed bin Zayed University of Artificial Intelligence
SA | KAUST, Thuwal
RU | Skolkovo Institute of Science and Technology
RU | AIRI, Moscow
RU | HSE University
JP | RIKEN AIP, Tokyo
SG | A*STAR, Singapore
KR | KAIST AI
KR | POSTECH
IN | IIT Bombay
IN | IISc Bangalore
IN | IIIT Hyderabad
IL | Technion - Israel Institute of Technology
IL | Weizmann Institute of Science
ZA | University of the Witwatersrand
ZA | University of Cape Town, South Africa
CL | Universidad de Chile
CL | Pontificia Universidad Católica de Chile
MX | UNAM, Mexico City
AR | Universidad de Buenos Aires / CONICET
US | Washington University in St. Louis
US | University of Washington, Seattle
US | George Washington University, Washington, D.C.
US | Miami University, Oxford, OH
GB | University of York, UK
CA | York University, Toronto
GB US | University of Cambridge and MIT
CA CH | ETH Zurich / University of Toronto
CN US | Stanford University; Peking University
CN SG | Nanyang Technological University, Singapore and Zhejiang University, Hangzhou, China
FR | Inria, ENS, PSL Research University, Paris, France
ES | Universitat Politècnica de Catalunya, BarcelonaTech
ES | Barcelona Supercomputing Center
DE | CISPA Helmholtz Center for Information Security
CN US | Tsinghua University, University of California, Berkeley
CN US | University of California, San Diego, Fudan University
CN US | Institute of Automation, Chinese Academy of Sciences, University of California, Davis
CN US | Google, University of California, Berkeley, Zhejiang University
HK US | Stanford University, Chinese University of Hong Kong, University of California, Berkeley
CN US | Harbin Institute of Technology, University of Illinois, Urbana Champaign
IN KR | Seoul National University, Indian Institute of Technology, Madras
CN HK | City University of Hong Kong, The Chinese University of Hong Kong, Shenzhen
CN | School of Science and Engineering, The Chinese University of Hong Kong (Shenzhen)
CN US | Carnegie Mellon University, ByteDance Inc.
CN US | Ant Financial & Georgia Institute of Technology
AU US | Adobe Research, University of Sydney
CA US | University of Toronto, Uber ATG
IL US | NVIDIA, Bar-Ilan University
CH | Laboratory for Information and Inference Systems (LIONS), EPFL
CA GB | Google DeepMind and University of Toronto
GB US | University of Oxford, Intel
US | CSAIL MIT
US | Department of Electrical Engineering Caltech
US | Augmented Perception group at Google
US | Microsoft Responsible AI
US | Stanford Vision and Learning Lab
CN | Tencent GY Lab
CN | Huawei EI Innovation Lab
JP | R&D Center, Sony Corporation
RU | Samsung-HSE Laboratory, National Research University Higher School of Economics
CN | 中国科学院自动化所
CN | 武汉科技大学
CN | Kuaishou- 快手科技
CN SG | Jiangnan University, Nanyang Technological University, 江南大学
CN US | The University of Nottingham Ningbo China, 西北大学, Northwestern University
CN US | Duke Kunshan University, University of California, San Diego
AE | Center of AI & Robotics (CAIR), New York University, Abu Dhabi
FR | Georgia Tech Lorraine - CNRS UMI
FR | University of Lorraine, CentraleSupelec & GeorgiaTech-CNRS, GeorgiaTech Lorraine
CN | National University of Singapore (Suzhou) Research Institute, Suzhou 215123, China
CN | The Chinese University of Hong Kong, Shenzhen and Shenzhen Research Institute of Big Data
CN | Joint Lab of China Merchants Securities and HITSZ
CN | Tsinghua University - Xi’an Institute of Surveying and Mapping Joint Research Center
CN | SDU-NTU Joint Centre for AI Research, Shandong University, Jinan, China
SG | Joint PhD Program between Alibaba and Nanyang Technological University
HK | CUHK-SenseTime Joint Laboratory
IN | UQ–IITD Research Academy, New Delhi, India
RU | V. A. Trapeznikov Institute of Control Sciences of Russian Academy of Sciences
CZ | Institute of Theoretical and Applied Mechanics of the Czech Academy of Sciences
HU | [Mathematical Institute of Hungarian Academy of Sciences, Budapest, Hungary]
TW | Academia sinica
CN | CAS Center for Excellence in Brain Science and Intelligence Technology, CASIA
US | Lehigh University & IBM T.J. Watson Research Center
US | IBM TJ. Watson Research Center, Yorktown Heights, NY 10598
FR | IoV team, Paris Research Center, Huawei Technologies, France
CA | Microsoft Research Montreal, Canada
DE | Honda Research Institute, Europe GmbH, Offenbach, Germany
NL | Technical University of Eindhoven
AT | Department for Pattern Recognition and Image Processing, Technical University Vienna
FI | Automation Technology Laboratory, Helsinki University of Technology, Finland
BR | Computational Science Center, Federal University of Rio Grande, Brazil
BG | INSAIT, Sofia University
IT | Istituto Italiano di Tecnologia, Genova
IT | Sapienza University of Rome
IR | University of Tehran
IR | Sharif University of Technology
SA | King Abdulaziz University, Jeddah
VN | Ton Duc Thang University, Ho Chi Minh City
VN | VinAI Research
ID | Universitas Indonesia
PH | De La Salle University, Manila
TH | Chulalongkorn University
TW | National Taiwan University
TW | Academia Sinica
TW | Academia Sinica, Taipei
MO | University of Macau
MO | City University of Macau
"""
PLACES_ONLY = """
ML | B. P. 87, Bamako, Mali
US | Santa Barbara, California, USA
GB | Manchester, United Kingdom
US | Cambridge, MA
"""


def rows(table: str) -> list[tuple[str, str]]:
    lines = table.strip().splitlines()
    return [(line.partition(" | ")[2], line.partition(" | ")[0]) for line in lines]


def countries(resolver: Resolver, affiliation: str) -> str:
    found = {country.country_code for country in resolver.resolve(affiliation).countries}
    return " ".join(sorted(found))


@pytest.mark.parametrize(("affiliation", "expected"), rows(STRINGS))
def test_the_countries_of_real_strings(
    compact_resolver: Resolver, affiliation: str, expected: str
) -> None:
    assert countries(compact_resolver, affiliation) == expected
    assert compact_resolver.resolve(affiliation).status == "matched"


@pytest.mark.parametrize(("affiliation", "expected"), rows(PLACES_ONLY))
def test_a_place_alone_is_no_institution(
    compact_resolver: Resolver, affiliation: str, expected: str
) -> None:
    assert countries(compact_resolver, affiliation) == expected
    assert compact_resolver.resolve(affiliation).status == "not_found"
