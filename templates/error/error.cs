<?cs # an error on a page of a site: Error.status .title .text .next .request Base ?>
<?cs include!"layout/page_top.cs" ?>
<main id="main">
  <div class="wrap">
    <div class="title">
      <h1><?cs var:Error.title ?></h1>
      <p class="lead"><?cs var:Error.text ?></p>
<?cs if:Error.next ?>
      <p><?cs var:Error.next ?></p>
<?cs /if ?>
    </div>
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
