<?cs # an error on a page of a site: Error.status .title .text .next .request Base ?>
<?cs # nothing at this address: Lost.offered .q .words_max Lost.Hits.N.path .Title.N.text .hit ?>
<?cs include!"layout/page_top.cs" ?>
<main id="main">
  <div class="wrap">
    <div class="title">
      <h1><?cs var:Error.title ?></h1>
      <p class="lead"><?cs var:Error.text ?></p>
<?cs if:Error.next ?>
      <p><?cs var:Error.next ?></p>
<?cs /if ?>
<?cs if:Lost.offered ?>
      <form class="find after" role="search" action="<?cs var:Base ?>/search">
        <label class="vh" for="q">Что найти</label>
        <input type="search" id="q" name="q" value="<?cs var:Lost.q ?>" maxlength="<?cs var:Lost.words_max ?>" autocomplete="off">
        <button type="submit" class="btn">Найти</button>
      </form>
<?cs /if ?>
    </div>
<?cs if:subcount(Lost.Hits) ?>
    <div class="head"><h2>Похоже на это</h2></div>
    <ul>
<?cs each:hit = Lost.Hits ?>
      <li><a class="more" href="<?cs var:Base ?><?cs var:hit.path ?>"><?cs each:piece = hit.Title ?><?cs var:piece.text ?><?cs /each ?></a></li>
<?cs /each ?>
    </ul>
    <div class="head after"><h2>Или начните отсюда</h2></div>
<?cs /if ?>
<?cs if:Error.request ?>
    <p class="meta">Номер запроса: <code><?cs var:Error.request ?></code></p>
<?cs /if ?>
    <ul>
      <li><a class="more" href="<?cs var:Base ?>/">Главная раздела</a></li>
<?cs if:Error.desk ?>
      <li><a class="more" href="<?cs var:Base ?>/desk/">Рабочий стол</a></li>
<?cs /if ?>
    </ul>
  </div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
