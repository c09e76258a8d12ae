<?cs # the preview alone, for the script: Preview.* Checks.N ?>
<?cs include!"part/desk_macros.cs" ?>
<!DOCTYPE html>
<html lang="ru">
<head><meta charset="utf-8"><title>Предпросмотр</title></head>
<body>
<?cs include!"part/desk_preview.cs" ?>
</body>
</html>
