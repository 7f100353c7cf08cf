# ruff: noqa: E501 - a pasted paragraph is one line
"""Pasted pages of places, papers and people that do not exist."""

MENU = """Skip to content
Home
World
Regions
Opinion
Podcasts
Sign in
Subscribe
We use cookies to improve your visit. Accept all
"""

CAPTION = "A fence post near the old weir in Lower Sarn, May 2021. Photo by Ana Brook"

FERRY_BODY = (
    "The men who used to row traders over the Lower Sarn have not been seen since spring, "
    "residents of four villages said, and the boats lie upside down on the bank.",
    "“They came to count us, not to talk,” said a woman in her sixties who asked that her name be "
    "withheld. She said that her brother had rowed the crossing for thirty years.",
    "Three crossings were closed without notice. Officials in Brenn county did not answer written "
    "questions about the new fence, nor about the people who lived from the ferries.",
    "The association of rowers, which has no office and keeps its list in a school book, counts "
    "eleven men whose families do not know where they are.",
    "At the weir the water is low, and the path along the bank has been closed by a gate. The "
    "county says that the gate is there for the safety of walkers.",
)

FERRY_FOOT = """Share this article
Facebook
Twitter
Email
Most read
1 Bread prices rise again in the valley
2 Cup final moved to Sunday
3 Weather: rain until Friday
Comments (2)
Leave a comment
Privacy policy
Terms of use
© 2021 The Halden Courier. All rights reserved.
"""


def ferry_page() -> str:
    """A news page with menus above and below, and its caption twice."""
    head = f"""{MENU}
Ferry guides vanish from Lower Sarn as new fence rises

By Ilse Varga
2 June 2021, 16:54

{CAPTION}
{CAPTION}

"""
    return head + "\n\n".join(FERRY_BODY) + "\n\n" + FERRY_FOOT


LETTER_BODY = (
    "I was eleven when my aunt sewed coins into my hem. She said nothing while she did it, and I "
    "did not ask, because in our house nobody asked after dark.",
    "We walked along the river for two nights. I carried my sister on my back, and my mother went "
    "ahead with the lamp under her coat so that only I could see it.",
    "At the mill a man gave me bread and told me to wait. I waited until the water wheel stopped, "
    "and then I understood that he would not come back for us.",
    "I remember the cold most of all. My hands would not close, and I was afraid that I would let "
    "my sister fall, so I tied her to me with my scarf.",
    "In the morning we were on the other side. I did not know the name of the place, and for a "
    "long time I did not want to know it.",
    "I am writing this down because the river will not. My sister is a teacher now, and I tell "
    "her pupils what I have told nobody else.",
)

LETTER_NOTE = (
    "Mara’s letter reached this paper by way of a friend. After what happened to her family she "
    "wished to be printed under her first name only."
)


def two_documents() -> str:
    """A news page and, behind it, somebody's own story with a note by the paper."""
    return (
        ferry_page()
        + "\nLetter from a reader: what we carried\n\n14 June 2021\n\n"
        + "\n\n".join(LETTER_BODY)
        + f"\n\n{LETTER_NOTE}\n\nSupport our work\nSubscribe to our newsletter\n"
    )


KOREAN_PAGE = """홈
정치
사회
국제
로그인

물가 마을의 뱃사공들이 사라졌다

김가상 기자
입력 2021-06-02 16:54
수정 2021-06-03 09:10

물가 마을에서 상인들을 건네주던 뱃사공들이 봄부터 보이지 않는다고 네 마을의 주민들이 말했다. 배들은 강가에 뒤집힌 채로 놓여 있다.

이름을 밝히지 말아 달라고 한 육십대 여성은 “그들은 말을 하러 온 것이 아니라 우리를 세러 왔다”고 말했다. 그의 오빠는 삼십 년 동안 강을 건넜다.

나루터 세 곳이 예고 없이 닫혔다. 군청은 새 울타리에 대한 서면 질문에 답하지 않았다. 나룻배로 살아가던 사람들에 대해서도 답이 없었다.

뱃사공 모임은 사무실이 없고 명단을 공책에 적어 둔다. 가족이 행방을 모르는 사람이 열한 명이라고 한다.

댓글 3
많이 본 뉴스
빵값이 또 올랐다
무단전재 및 재배포 금지
"""

ARABIC_PAGE = """الرئيسية
أخبار
سياسة
تسجيل الدخول

اختفاء المراكبية من قرية الضفة السفلى

بقلم: سلمى المثال
2 يونيو 2021

قال سكان أربع قرى إن الرجال الذين كانوا ينقلون التجار عبر النهر لم يظهروا منذ الربيع، وإن القوارب مقلوبة على الضفة.

وقالت امرأة في الستين من عمرها طلبت عدم ذكر اسمها: «جاؤوا ليعدونا لا ليتحدثوا معنا». وأضافت أن أخاها كان يعبر النهر منذ ثلاثين عاما.

أغلقت ثلاثة معابر دون إعلان. ولم يرد المسؤولون في المقاطعة على الأسئلة المكتوبة عن السياج الجديد ولا عن الناس الذين كانوا يعيشون من العبور.

وتقول جمعية المراكبية، التي لا مكتب لها، إن أحد عشر رجلا لا تعرف عائلاتهم أين هم.

التعليقات
الأكثر قراءة
جميع الحقوق محفوظة
"""

INTERVIEW_PAGE = """[Interview] "The river keeps no list"

By Ilse Varga
3 July 2021

Oda Lind has repaired boats at Lower Sarn for forty years. She spoke with the paper in her shed, while it rained.

When did you last see the rowers?

In March, before the ice had gone. They came to have two boats sealed, and they paid in advance, which they never did before.

Did anybody come to ask you about them?

Two men came in April. They wanted to know who had paid for the work, and I said that I do not keep accounts of friends.

What has happened to the boats since then?

They are here. Nobody has fetched them. I turn them over every month so that the wood does not rot on one side.

Are you afraid to speak about it?

I am seventy-one. I was more afraid of the ice when I was young than I am of questions now.
"""

HARD_WRAPPED = """Notes on the crossing at Lower Sarn

The men who used to row traders over the Lower Sarn have not been seen
since spring, residents of four villages said, and the boats lie upside
down on the bank where the school children used to sit in summer and
wait for the bell.

Three crossings were closed without notice. Officials in Brenn county
did not answer written questions about the new fence, nor about the
people who lived from the ferries and who now have nothing to do but
mend nets for a market that is two days away.

The association of rowers counts eleven men whose families do not know
where they are. It has no office and keeps its list in a school book,
which the teacher locks away at night together with the key to the
boat house.
"""

TABLE_PAGE = """Ferry traffic on the Lower Sarn

The county does not publish figures. The teacher has counted the crossings herself for four years, every market day, from the window of her class room.

Year Crossings counted
2018 412
2019 398
2020 (until June) 101
Total 911+

She counted goats as passengers, because the rowers charged for them. Her figures are therefore higher than those of the association, which counted only people.
"""
