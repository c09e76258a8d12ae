<?cs # head of every page of the desk: View.class Site.title Page.title Page.refresh Static.* ?>
<!DOCTYPE html>
<html lang="ru" class="<?cs var:View.class ?>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<?cs if:Page.refresh ?><meta http-equiv="refresh" content="<?cs var:Page.refresh ?>">
<?cs /if ?><title><?cs var:Page.title ?> — стол — <?cs var:Site.title ?></title>
<link rel="stylesheet" href="<?cs var:Base ?>/static/<?cs var:Static.theme_css ?>">
<link rel="stylesheet" href="<?cs var:Base ?>/static/<?cs var:Static.desk_css ?>">
<link rel="icon" href="<?cs var:Base ?>/static/<?cs var:Static.logo_svg ?>" type="image/svg+xml">
<script src="<?cs var:Base ?>/static/<?cs var:Static.desk_js ?>" defer></script>
</head>
