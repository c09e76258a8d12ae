<?cs # head and masthead of a public page ?>
<?cs # Base Site.title .school .address .logo .home View.* Me.name Static.* Menu.N.title .name .address .current ?>
<?cs # Page.title .description .address .image .article .topic .prev .next .feed .noindex ?>
<!DOCTYPE html>
<html lang="ru" class="<?cs var:View.class ?>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><?cs if:Page.title ?><?cs var:Page.title ?> — <?cs /if ?><?cs var:Site.title ?> — <?cs var:Site.school ?></title>
<?cs if:Page.description ?><meta name="description" content="<?cs var:Page.description ?>">
<?cs /if ?><?cs if:Page.address && !Page.noindex ?><link rel="canonical" href="<?cs var:Site.address ?><?cs var:Page.address ?>">
<?cs if:Page.prev ?><link rel="prev" href="<?cs var:Base ?><?cs var:Page.prev ?>">
<?cs /if ?><?cs if:Page.next ?><link rel="next" href="<?cs var:Base ?><?cs var:Page.next ?>">
<?cs /if ?><meta property="og:url" content="<?cs var:Site.address ?><?cs var:Page.address ?>">
<meta property="og:site_name" content="<?cs var:Site.school ?>">
<meta property="og:title" content="<?cs if:Page.title ?><?cs var:Page.title ?><?cs else ?><?cs var:Site.title ?> — <?cs var:Site.school ?><?cs /if ?>">
<?cs if:Page.description ?><meta property="og:description" content="<?cs var:Page.description ?>">
<?cs /if ?><meta property="og:type" content="<?cs if:Page.article ?>article<?cs else ?>website<?cs /if ?>">
<meta property="og:image" content="<?cs var:Site.address ?><?cs if:Page.image ?><?cs var:Page.image ?><?cs else ?>/card/site.jpg<?cs /if ?>">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<?cs else ?><meta name="robots" content="noindex">
<?cs /if ?><link rel="stylesheet" href="<?cs var:Base ?>/static/<?cs var:Static.theme_css ?>">
<link rel="stylesheet" href="<?cs var:Base ?>/static/<?cs var:Static.site_css ?>">
<?cs if:Page.topic == "roadmap" ?><link rel="stylesheet" href="<?cs var:Base ?>/static/<?cs var:Static.roadmap_css ?>">
<?cs /if ?><link rel="icon" href="<?cs var:Base ?>/static/<?cs var:Static.logo_svg ?>">
<link rel="alternate" type="application/atom+xml" title="Новости" href="<?cs var:Base ?>/feed.xml">
<?cs if:Page.feed ?><link rel="alternate" type="application/atom+xml" title="<?cs var:Page.title ?>" href="<?cs var:Base ?><?cs var:Page.feed ?>">
<?cs /if ?></head>
<body>
<a class="skip" href="#main">К содержанию</a>
<?cs def:page_menu() ?><?cs each:item = Menu ?><li><a href="<?cs var:Base ?><?cs var:item.address ?>"<?cs if:item.current ?> aria-current="<?cs var:item.current ?>"<?cs elif:item.name == Page.topic ?> aria-current="true"<?cs /if ?>><?cs var:item.title ?></a></li>
<?cs /each ?><?cs if:Me.name ?><li><a href="<?cs var:Base ?>/desk/">Стол</a></li>
<?cs /if ?><?cs /def ?>
<?cs def:page_choice(name, value, label, chosen) ?><label><input type="radio" name="<?cs var:name ?>" value="<?cs var:value ?>"<?cs if:chosen ?> checked<?cs /if ?>> <?cs var:label ?></label>
<?cs /def ?>
<header class="top">
<div class="strip"><div class="wrap">
<?cs if:Site.home ?><a href="<?cs var:Site.home ?>">← Сайт школы</a><?cs /if ?>
<details class="view">
<summary>Для слабовидящих</summary>
<form class="drop" method="post" action="<?cs var:Base ?>/view"><div class="wrap">
<input type="hidden" name="back" value="<?cs var:Page.address ?>">
<div class="grid">
<fieldset><legend>Размер текста</legend>
<?cs call:page_choice("t", "", "Обычный", !View.t125 && !View.t150 && !View.t200) ?><?cs call:page_choice("t", "125", "125 %", View.t125) ?><?cs call:page_choice("t", "150", "150 %", View.t150) ?><?cs call:page_choice("t", "200", "200 %", View.t200) ?></fieldset>
<fieldset><legend>Цвета</legend>
<?cs call:page_choice("c", "", "Как на устройстве", !View.light && !View.dark && !View.bw && !View.yb) ?><?cs call:page_choice("c", "light", "Светлые", View.light) ?><?cs call:page_choice("c", "dark", "Тёмные", View.dark) ?><?cs call:page_choice("c", "bw", "Чёрным по белому", View.bw) ?><?cs call:page_choice("c", "yb", "Жёлтым по чёрному", View.yb) ?></fieldset>
<fieldset><legend>Текст и картинки</legend>
<label><input type="checkbox" name="s" value="wide"<?cs if:View.wide ?> checked<?cs /if ?>> Увеличить интервалы</label>
<label><input type="checkbox" name="p" value="off"<?cs if:View.pictures_off ?> checked<?cs /if ?>> Заменить картинки описанием</label></fieldset>
</div>
<div class="acts"><button type="submit" class="btn">Применить</button> <button type="submit" class="btn quiet" name="reset" value="1">Обычный вид</button></div>
</div></form>
</details>
</div></div>
<div class="mast wrap">
<a class="brand" href="<?cs var:Base ?>/"><img src="<?cs var:Base ?><?cs if:Site.logo ?>/media/<?cs var:Site.logo ?><?cs else ?>/static/<?cs var:Static.logo_svg ?><?cs /if ?>" width="48" height="48" alt=""><span><b><?cs var:Site.title ?></b> <small><?cs var:Site.school ?></small></span></a>
<?cs if:subcount(Menu) || Me.name ?>
<nav class="nav" aria-label="Раздел"><ul>
<?cs call:page_menu() ?></ul></nav>
<details class="menu">
<summary>Меню</summary>
<nav class="drop" aria-label="Раздел"><ul class="wrap">
<?cs call:page_menu() ?></ul></nav>
</details>
<?cs /if ?>
</div>
</header>
