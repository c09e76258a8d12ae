<?cs # top of a page of the desk: bar, rail, notice ?>
<?cs # Base Site.title .school .cycle .zone Me.* Rail.attention View.* ?>
<?cs # Page.title .section .here Notice.text .undo Problem.text Form.errors; what was said has the focus, else the field that is wrong ?>
<?cs include!"part/desk_macros.cs" ?>
<?cs include!"part/desk_head.cs" ?>
<body>
<a class="skip" href="#main">К содержанию</a>
<header class="bar">
  <a class="brand" href="<?cs var:Base ?>/desk/"><img src="<?cs var:Base ?>/static/<?cs var:Static.logo_svg ?>" width="32" height="32" alt="Стол"> <span>Наставник</span></a>
  <details name="pop" class="pop railm">
    <summary class="arr">Разделы<?cs if:Rail.attention ?> <span class="n hot"><?cs var:Rail.attention ?></span><?cs /if ?></summary>
    <nav class="drop rail" aria-label="Разделы стола">
<?cs call:rail() ?>
    </nav>
  </details>
  <p class="ctx meta"><?cs var:Site.school ?><?cs if:Site.cycle ?>, <?cs var:Site.cycle ?><?cs /if ?><br>время: <?cs var:Site.zone ?></p>
  <details name="pop" class="pop">
    <summary class="arr"><?cs var:Me.short ?></summary>
    <div class="drop">
      <p class="meta"><?cs var:Me.name ?>, <?cs var:Me.roles ?></p>
      <ul class="menu">
        <li><a href="<?cs var:Base ?>/desk/me">Моя учётная запись</a></li>
        <li><a href="<?cs var:Base ?>/desk/help">Справка</a></li>
        <li><form method="post" action="<?cs var:Base ?>/desk/logout"><?cs call:csrf() ?><button type="submit">Выйти</button></form></li>
      </ul>
      <details class="fold">
        <summary>Вид: размер и цвета</summary>
        <form method="post" action="<?cs var:Base ?>/view">
          <input type="hidden" name="back" value="<?cs if:Page.here ?><?cs var:Page.here ?><?cs else ?>/desk/<?cs /if ?>">
          <fieldset><legend>Размер текста</legend>
<?cs call:look("t", "", "Обычный", !View.t125 && !View.t150 && !View.t200) ?><?cs call:look("t", "125", "125 %", View.t125) ?><?cs call:look("t", "150", "150 %", View.t150) ?><?cs call:look("t", "200", "200 %", View.t200) ?>
          </fieldset>
          <fieldset><legend>Цвета</legend>
<?cs call:look("c", "", "Как на устройстве", !View.light && !View.dark && !View.bw && !View.yb) ?><?cs call:look("c", "light", "Светлые", View.light) ?><?cs call:look("c", "dark", "Тёмные", View.dark) ?><?cs call:look("c", "bw", "Чёрным по белому", View.bw) ?><?cs call:look("c", "yb", "Жёлтым по чёрному", View.yb) ?>
          </fieldset>
          <fieldset><legend>Интервалы</legend>
<?cs call:look("s", "", "Обычные", !View.wide) ?><?cs call:look("s", "wide", "Увеличенные", View.wide) ?>
          </fieldset>
          <p class="acts"><button type="submit" class="btn">Применить</button></p>
        </form>
      </details>
    </div>
  </details>
</header>
<div class="frame">
  <nav class="rail" aria-label="Стол">
<?cs call:rail() ?>
  </nav>
  <main id="main">
    <div data-region="notice">
<?cs if:Notice.text ?>
      <div class="flash s-approved" role="status" tabindex="-1" autofocus>
        <span><?cs var:Notice.text ?></span>
<?cs if:Notice.undo ?>
        <form method="post" action="<?cs var:Base ?>/desk/undo"><?cs call:csrf() ?><?cs call:back() ?><input type="hidden" name="undo" value="<?cs var:Notice.undo ?>"><button type="submit" class="btn quiet">Отменить</button></form>
<?cs /if ?>
      </div>
<?cs /if ?>
<?cs if:Problem.text ?>
      <div class="flash s-failed" role="alert" tabindex="-1"<?cs if:!Form.errors || Form.errors == "0" ?> autofocus<?cs /if ?> id="problem"><span><?cs var:Problem.text ?></span></div>
<?cs /if ?>
    </div>
