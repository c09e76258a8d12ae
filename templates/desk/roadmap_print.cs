<?cs # a roadmap on A4: Sheet.title .organisation .id .cycle .wide .draft .visitor .marks ?>
<?cs # Sheet.Agreed.N.text .Approved.N.text .Tables.N.Heads.N.Cells.N.text .Rows.N.section .Cells.N.text .span .short ?>
<!DOCTYPE html>
<html lang="ru" class="<?cs var:View.class ?>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title><?cs var:Sheet.title ?> — <?cs var:Site.title ?></title>
<link rel="stylesheet" href="<?cs var:Base ?>/static/<?cs var:Static.theme_css ?>">
<link rel="stylesheet" href="<?cs var:Base ?>/static/<?cs var:Static.desk_css ?>">
<link rel="icon" href="<?cs var:Base ?>/static/<?cs var:Static.logo_svg ?>" type="image/svg+xml">
</head>
<body class="paper sheet<?cs if:Sheet.wide ?> across<?cs /if ?>">
<main id="main">
  <p class="acts noprint f"><?cs if:Sheet.visitor ?><a class="lk" href="<?cs var:Base ?>/roadmap/?cycle=<?cs var:Sheet.cycle ?>">← К дорожной карте</a><?cs else ?><a class="lk" href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Sheet.cycle ?>">← К дорожной карте</a> <?cs if:Sheet.marks ?><a class="lk" href="<?cs var:Base ?>/desk/roadmap/<?cs var:Sheet.id ?>/print">Без отметок</a><?cs else ?><a class="lk" href="<?cs var:Base ?>/desk/roadmap/<?cs var:Sheet.id ?>/print?marks=1">С отметками о выполнении</a><?cs /if ?><?cs /if ?> <span class="meta">Печать: Ctrl+P, лист А4<?cs if:Sheet.wide ?> поперёк<?cs /if ?>.</span></p>
<?cs if:Sheet.organisation ?>
  <p class="org"><?cs var:Sheet.organisation ?></p>
<?cs /if ?>
<?cs if:subcount(Sheet.Agreed) || subcount(Sheet.Approved) ?>
  <div class="stamps">
    <div><?cs each:line = Sheet.Agreed ?><p><?cs var:line.text ?></p><?cs /each ?></div>
    <div><?cs each:line = Sheet.Approved ?><p><?cs var:line.text ?></p><?cs /each ?></div>
  </div>
<?cs /if ?>
  <h1><?cs var:Sheet.title ?></h1>
<?cs if:Sheet.draft ?>
  <p class="meta noprint">Черновик: директор ещё не утвердил эту дорожную карту.</p>
<?cs /if ?>
<?cs each:table = Sheet.Tables ?>
  <section class="held" aria-label="Дорожная карта" tabindex="0">
  <table>
<?cs each:head = table.Heads ?>
    <thead><tr><?cs each:cell = head.Cells ?><th scope="col"><?cs var:cell.text ?></th><?cs /each ?></tr></thead>
<?cs /each ?>
    <tbody>
<?cs each:row = table.Rows ?>
      <tr<?cs if:row.section ?> class="part"<?cs /if ?>><?cs each:cell = row.Cells ?><?cs if:row.section ?><th scope="rowgroup"<?cs if:cell.span ?> colspan="<?cs var:cell.span ?>"<?cs /if ?>><?cs var:cell.text ?></th><?cs else ?><td<?cs if:cell.short ?> class="nb"<?cs /if ?>><?cs var:cell.text ?></td><?cs /if ?><?cs /each ?></tr>
<?cs /each ?>
    </tbody>
  </table>
  </section>
<?cs /each ?>
<?cs if:!subcount(Sheet.Tables) ?>
  <p>В дорожной карте пока нет мероприятий.</p>
<?cs /if ?>
</main>
</body>
</html>
