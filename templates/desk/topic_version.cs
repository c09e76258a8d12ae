<?cs # what changed in one version of a page: Topic.name title version; Version.* Parts.N label Words.N text added removed ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph">
      <div><p><a href="<?cs var:Base ?>/desk/topics">Страницы раздела</a> / <a href="<?cs var:Base ?>/desk/topics/<?cs var:Topic.name ?>"><?cs var:Topic.title ?></a></p><h1>Что изменилось</h1><p><?cs if:Version.described ?>Готовый текст, с которого страница началась<?cs else ?><?cs var:Version.who ?>, <?cs var:Version.at.near ?>, версия <?cs var:Version.number ?><?cs /if ?></p></div>
    </div>
    <p class="meta mb">Добавленное подчёркнуто, убранное зачёркнуто.</p>
<?cs each:part = Parts ?>
    <section class="panel">
      <h2><?cs var:part.label ?></h2>
      <p class="tx diff"><?cs each:word = part.Words ?><?cs if:word.added ?><ins><?cs var:word.text ?></ins><?cs elif:word.removed ?><del><?cs var:word.text ?></del><?cs else ?><?cs var:word.text ?><?cs /if ?><?cs /each ?></p>
    </section>
<?cs /each ?>
<?cs if:Version.may_restore ?>
    <form class="foot" method="post" action="<?cs var:Base ?>/desk/topics/<?cs var:Topic.name ?>/versions/<?cs var:Version.number ?>"><?cs call:csrf() ?><input type="hidden" name="version" value="<?cs var:Topic.version ?>"><span class="meta">Тексты этой версии станут новой версией, нынешние останутся в истории.</span><button type="submit" class="btn quiet">Вернуть эту версию</button></form>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
