"""What a column of a table of sources holds, told by its head in the usual languages."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

_NOT_WORD = re.compile(r"[\W_]+")
_LANGUAGE_TAIL = re.compile(r"(?P<name>.+?)__(?P<language>[a-z]{2,3}(?:-[A-Za-z]{2,4})?)")


class Role(Enum):
    """A field of a draft that a column can fill."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    AUTHOR = "author"
    PUBLISHER = "publisher"
    PUBLISHED = "published"
    UPDATED = "updated"
    ADDRESS = "address"
    ARCHIVED = "archived"
    CAPTURED = "captured"
    TEXT = "text"
    SUMMARY = "summary"
    LANGUAGE = "language"
    PLACE = "place"
    TAGS = "tags"
    TYPE = "type"
    RIGHTS = "rights"
    INTERVIEWED = "interviewed"
    INTERVIEWER = "interviewer"


# Heads of columns as spreadsheets have them, in English, German, French, Spanish, Portuguese,
# Italian, Dutch, Russian, Ukrainian, Arabic, Persian, Turkish, Chinese, Japanese and Korean.
_HEADS: dict[Role, str] = {
    Role.TITLE: (
        "title|headline|heading|document title|article title|titel|überschrift|schlagzeile|titre|"
        "título|titulo|titular|titolo|kop|заголовок|название|назва|العنوان|عنوان|başlık|标题|標題|"
        "題名|タイトル|見出し|제목|表題"
    ),
    Role.SUBTITLE: (
        "subtitle|subheading|standfirst|untertitel|sous-titre|subtítulo|subtitulo|sottotitolo|"
        "ondertitel|подзаголовок|підзаголовок|العنوان الفرعي|alt başlık|副标题|副標題|副題|부제"
    ),
    Role.AUTHOR: (
        "author|authors|byline|creator|writer|reporter|journalist|autor|autoren|verfasser|auteur|"
        "auteurs|autora|autores|autore|autori|schrijver|автор|авторы|автори|المؤلف|الكاتب|نویسنده|"
        "yazar|作者|著者|筆者|저자|기자|글쓴이"
    ),
    Role.PUBLISHER: (
        "publisher|source|source name|publication|outlet|newspaper|media|media outlet|journal|"
        "verlag|herausgeber|quelle|zeitung|medium|éditeur|source du document|journal source|"
        "editorial|fuente|medio|periódico|editor|editora|fonte|jornal|editore|giornale|testata|"
        "uitgever|bron|издатель|источник|издание|видавець|джерело|الناشر|المصدر|ناشر|منبع|yayıncı|"
        "kaynak|出版社|来源|來源|媒体|媒體|出版者|発行元|出典|출처|출판사|언론사|매체"
    ),
    Role.PUBLISHED: (
        "date|published|publication date|date published|published on|pub date|date of publication|"
        "year|datum|veröffentlicht|veröffentlicht am|erscheinungsdatum|jahr|date de publication|"
        "publié le|année|fecha|fecha de publicación|fecha de publicacion|publicado|año|data|"
        "data de publicação|ano|data di pubblicazione|anno|publicatiedatum|jaar|дата|"
        "дата публикации|год|дата публікації|рік|التاريخ|تاريخ النشر|تاريخ|تاریخ|tarih|"
        "yayın tarihi|日期|发布日期|發布日期|出版日期|日付|公開日|発行日|날짜|발행일|게시일|일자"
    ),
    Role.UPDATED: (
        "updated|date updated|last updated|modified|aktualisiert|mis à jour|actualizado|"
        "atualizado|aggiornato|bijgewerkt|обновлено|оновлено|تاريخ التحديث|güncellendi|更新日期|"
        "更新日|수정일"
    ),
    Role.ADDRESS: (
        "url|link|address|web address|website|uri|internet address|webadresse|adresse url|lien|"
        "enlace|dirección web|liga|indirizzo|collegamento|ссылка|адрес|посилання|الرابط|رابط|"
        "پیوند|bağlantı|链接|連結|網址|网址|リンク|アドレス|링크|주소"
    ),
    Role.ARCHIVED: (
        "archived|archive url|archived url|archived address|archive link|wayback|archivlink|"
        "lien archivé|enlace archivado|url arquivado|архивная ссылка|存档链接|アーカイブ"
    ),
    Role.CAPTURED: (
        "accessed|access date|date accessed|retrieved|captured|captured on|zugriff|abgerufen|"
        "abgerufen am|consulté le|fecha de consulta|consultado|acessado em|consultato il|"
        "дата обращения|تاريخ الوصول|erişim tarihi|访问日期|アクセス日|접속일"
    ),
    Role.TEXT: (
        "text|full text|fulltext|body|content|article|article text|transcript|statement|testimony|"
        "narrative|story|volltext|inhalt|aussage|texte|texte intégral|contenu|récit|témoignage|"
        "texto|texto completo|contenido|cuerpo|relato|testimonio|conteúdo|depoimento|testo|"
        "contenuto|testimonianza|tekst|inhoud|verhaal|текст|содержание|полный текст|свидетельство|"
        "зміст|свідчення|النص|المحتوى|الشهادة|متن|metin|içerik|ifade|正文|内容|內容|全文|证词|證詞|本文|"
        "証言|본문|내용|증언|전문"
    ),
    Role.SUMMARY: (
        "summary|abstract|description|synopsis|zusammenfassung|beschreibung|résumé|résumé du texte|"
        "resumen|descripción|descripcion|resumo|descrição|riassunto|sommario|descrizione|"
        "samenvatting|beschrijving|аннотация|описание|краткое содержание|опис|анотація|الملخص|"
        "ملخص|الوصف|خلاصه|özet|açıklama|摘要|描述|概要|要約|説明|요약|설명|개요"
    ),
    Role.LANGUAGE: (
        "language|languages|lang|language code|sprache|langue|langues|idioma|idiomas|lengua|lingua|"
        "taal|язык|мова|اللغة|زبان|dil|语言|語言|言語|언어"
    ),
    Role.PLACE: (
        "place|place of publication|erscheinungsort|lieu de publication|lugar de publicación|"
        "local de publicação|luogo di pubblicazione|место издания|місце видання|مكان النشر|"
        "yayın yeri|出版地|発行地|발행지"
    ),
    Role.TAGS: (
        "tags|tag|keywords|keyword|subjects|subject|topics|topic|descriptors|schlagwörter|"
        "stichwörter|mots-clés|mots clés|sujets|palabras clave|etiquetas|temas|palavras-chave|"
        "parole chiave|trefwoorden|ключевые слова|теги|ключові слова|كلمات مفتاحية|الوسوم|"
        "کلیدواژه|anahtar kelimeler|etiketler|关键词|關鍵詞|标签|標籤|キーワード|タグ|키워드|태그|"
        "주제어"
    ),
    Role.TYPE: (
        "type|kind|source type|document type|material type|art|typ|quellentyp|type de document|"
        "type de source|tipo|tipo de documento|tipo de fuente|tipo di documento|soort|тип|вид|"
        "тип документа|النوع|نوع|tür|类型|類型|種類|種別|종류|유형"
    ),
    Role.RIGHTS: (
        "rights|licence|license|copyright|rechte|lizenz|droits|licence d'utilisation|derechos|"
        "licencia|direitos|licença|diritti|licenza|rechten|права|лицензия|الحقوق|haklar|版权|版權|"
        "権利|저작권"
    ),
    Role.INTERVIEWED: (
        "interview date|date of interview|date of the interview|interviewdatum|"
        "datum des interviews|date de l'entretien|date de l'interview|fecha de la entrevista|"
        "fecha de entrevista|data da entrevista|data dell'intervista|дата интервью|дата інтерв'ю|"
        "تاريخ المقابلة|görüşme tarihi|采访日期|採訪日期|インタビュー日|면담일|인터뷰 날짜"
    ),
    Role.INTERVIEWER: (
        "interviewer|interviewed by|interviewerin|interviewer name|enquêteur|intervieweur|"
        "entrevistador|entrevistadora|intervistatore|интервьюер|інтерв'юер|المحاور|görüşmeci|"
        "采访者|採訪者|インタビュアー|면담자|인터뷰어"
    ),
}

# Heads that only tables of what people told have: their rows are nobody's publications.
_TOLD = re.compile(
    r"\b(?:interviewee|interviewer|witness|testimony|testimonies|victim|survivor|consent|pseudonym|"
    r"detainee|zeuge|zeugin|zeugenaussage|opfer|betroffene|témoin|témoignage|victime|testigo|"
    r"testimonio|víctima|victima|sobreviviente|testemunha|depoimento|vítima|testimone|"
    r"testimonianza|vittima|getuige|slachtoffer)\b|свидетел|потерпевш|свідок|потерпіл|"
    r"شاهد|شهادة|ضحية|tanık|mağdur|证人|證人|证词|證詞|受害|証人|証言|被害者|증인|증언|피해자|면담"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        head: As the table has it.
        name: The head without what says its language.
        language: BCP 47, where the head says so (`title__es`); empty otherwise.
        role: What it fills; None where it becomes an extra field.
    """

    head: str
    name: str
    language: str = ""
    role: Role | None = None


def read_columns(heads: tuple[str, ...]) -> tuple[Column, ...]:
    """What each column holds, by its head alone."""
    return tuple(_column(head) for head in heads)


def tells_of_people(heads: tuple[str, ...]) -> bool:
    """Whether the table says by its heads that people told what stands in it."""
    return any(_TOLD.search(_folded(head)) for head in heads)


def _column(head: str) -> Column:
    tail = _LANGUAGE_TAIL.fullmatch(head.strip())
    name = tail["name"] if tail else head
    return Column(
        head=head,
        name=name.strip(),
        language=tail["language"] if tail else "",
        role=_ROLES.get(_folded(name)),
    )


def _folded(head: str) -> str:
    text = unicodedata.normalize("NFKC", head).casefold()
    return _NOT_WORD.sub(" ", text).strip()


_ROLES = {_folded(head): role for role, heads in _HEADS.items() for head in heads.split("|")}
