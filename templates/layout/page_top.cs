<?cs # head and masthead of a public page ?>
<?cs # Base Site.title .school .address .theme View.class Me.name Static.* ?>
<?cs # Page.title .description .address .image ?>
<!DOCTYPE html>
<html lang="ru" class="<?cs var:View.class ?>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><?cs if:Page.title ?><?cs var:Page.title ?> — <?cs /if ?><?cs var:Site.title ?> — <?cs var:Site.school ?></title>
<?cs if:Page.description ?><meta name="description" content="<?cs var:Page.description ?>">
<?cs /if ?><?cs if:Page.address ?><link rel="canonical" href="<?cs var:Site.address ?><?cs var:Page.address ?>">
<meta property="og:url" content="<?cs var:Site.address ?><?cs var:Page.address ?>">
<?cs else ?><meta name="robots" content="noindex">
<?cs /if ?>
<meta property="og:locale" content="ru_RU">
<meta property="og:site_name" content="<?cs var:Site.school ?>">
<meta property="og:title" content="<?cs if:Page.title ?><?cs var:Page.title ?><?cs else ?><?cs var:Site.title ?> — <?cs var:Site.school ?><?cs /if ?>">
<?cs if:Page.description ?><meta property="og:description" content="<?cs var:Page.description ?>">
<?cs /if ?><?cs if:Page.image ?><meta property="og:type" content="article">
<meta property="og:image" content="<?cs var:Site.address ?>/media/<?cs var:Page.image ?>-card.jpg">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<?cs else ?><meta property="og:type" content="website">
<?cs /if ?><link rel="stylesheet" href="<?cs var:Base ?>/static/<?cs var:Static.theme_css ?>">
<link rel="stylesheet" href="<?cs var:Base ?>/static/<?cs var:Static.site_css ?>">
<link rel="icon" href="<?cs var:Base ?>/static/<?cs var:Static.logo_svg ?>" type="image/svg+xml">
<link rel="alternate" type="application/atom+xml" title="Новости: <?cs var:Site.school ?>" href="<?cs var:Base ?>/feed.xml">
</head>
<body>
<a class="skip" href="#main">К содержанию</a>
<?cs def:page_menu() ?>
          <li><a href="<?cs var:Base ?>/news/"<?cs if:Page.section == "news" ?> aria-current="page"<?cs /if ?>>Новости</a></li>
          <li><a href="<?cs var:Base ?>/events/"<?cs if:Page.section == "events" ?> aria-current="page"<?cs /if ?>>События</a></li>
          <li><a href="<?cs var:Base ?>/#join">Как присоединиться</a></li>
<?cs if:Me.name ?>
          <li><a href="<?cs var:Base ?>/desk/">Стол</a></li>
<?cs /if ?>
<?cs /def ?>
<?cs def:page_choice(name, value, label, chosen) ?>
                <label><input type="radio" name="<?cs var:name ?>" value="<?cs var:value ?>"<?cs if:chosen ?> checked<?cs /if ?>> <?cs var:label ?></label>
<?cs /def ?>
<header class="top">
  <div class="strip">
    <div class="wrap">
      <?cs if:Site.home ?><a href="<?cs var:Site.home ?>">← Сайт школы</a><?cs /if ?>
      <details class="view">
        <summary>Для слабовидящих</summary>
        <form class="drop" method="post" action="<?cs var:Base ?>/view">
          <div class="wrap">
            <input type="hidden" name="back" value="<?cs var:Page.address ?>">
            <div class="grid">
              <fieldset>
                <legend>Размер текста</legend>
                <label><input type="radio" name="t" value=""<?cs if:!View.t125 && !View.t150 && !View.t200 ?> checked<?cs /if ?>> Обычный</label>
<?cs call:page_choice("t", "125", "Крупнее, 125 %", View.t125) ?><?cs call:page_choice("t", "150", "Крупный, 150 %", View.t150) ?><?cs call:page_choice("t", "200", "Очень крупный, 200 %", View.t200) ?>
              </fieldset>
              <fieldset>
                <legend>Цвета</legend>
                <label><input type="radio" name="c" value=""<?cs if:!View.light && !View.dark && !View.bw && !View.yb ?> checked<?cs /if ?>> Как на устройстве</label>
<?cs call:page_choice("c", "light", "Светлые", View.light) ?><?cs call:page_choice("c", "dark", "Тёмные", View.dark) ?><?cs call:page_choice("c", "bw", "Чёрным по белому", View.bw) ?><?cs call:page_choice("c", "yb", "Жёлтым по чёрному", View.yb) ?>
              </fieldset>
              <fieldset>
                <legend>Интервалы</legend>
                <label><input type="radio" name="s" value=""<?cs if:!View.wide ?> checked<?cs /if ?>> Обычные</label>
<?cs call:page_choice("s", "wide", "Увеличенные", View.wide) ?>
              </fieldset>
              <fieldset>
                <legend>Картинки</legend>
                <label><input type="radio" name="p" value=""<?cs if:!View.pictures_off ?> checked<?cs /if ?>> Показывать</label>
<?cs call:page_choice("p", "off", "Заменить описанием", View.pictures_off) ?>
              </fieldset>
            </div>
            <div class="acts"><button type="submit" class="btn">Применить</button> <button type="submit" class="btn quiet" name="reset" value="1">Вернуть обычный вид</button></div>
          </div>
        </form>
      </details>
    </div>
  </div>
  <div class="mast wrap">
    <a class="brand" href="<?cs var:Base ?>/"><img src="<?cs var:Base ?>/static/<?cs var:Static.logo_svg ?>" width="48" height="48" alt=""><span><b><?cs var:Site.title ?></b> <small><?cs var:Site.school ?></small></span></a>
    <nav class="nav" aria-label="Раздел">
      <ul>
<?cs call:page_menu() ?>
      </ul>
    </nav>
    <details class="menu">
      <summary>Меню</summary>
      <nav class="drop" aria-label="Раздел, краткое меню">
        <ul class="wrap">
<?cs call:page_menu() ?>
        </ul>
      </nav>
    </details>
  </div>
</header>
