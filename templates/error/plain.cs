<?cs # An error where there is no site, or where error.cs itself failed. ?>
<?cs # Error.title .text .next .request .home ?>
<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title><?cs var:Error.title ?></title>
</head>
<body>
<main>
<h1><?cs var:Error.title ?></h1>
<p><?cs var:Error.text ?></p>
<?cs if:Error.next ?><p><?cs var:Error.next ?></p>
<?cs /if ?><?cs if:Error.request ?><p>Номер запроса: <code><?cs var:Error.request ?></code></p>
<?cs /if ?><?cs if:Error.home ?><p><a href="<?cs var:Error.home ?>">На главную страницу раздела</a></p>
<?cs /if ?></main>
</body>
</html>
