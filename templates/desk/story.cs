<?cs # one story: Story.* (desk_part_story and editing poll is_... ) Form.* Conflict Theirs.* ?>
<?cs # Can.* Deny.* Photos.N Publications.N Versions.N Journal.N Preview.* Checks.N Kinds.N Rubrics.N Who.N Channels.N ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph">
      <div>
        <p><a href="<?cs var:Base ?>/desk/plan">Медиаплан</a> / <?cs var:Story.kind ?><?cs if:Story.event_id ?> к событию <a href="<?cs var:Base ?>/desk/event/<?cs var:Story.event_id ?>"><?cs var:Story.event ?></a><?cs /if ?></p>
        <h1><?cs var:Story.title ?></h1>
      </div>
      <p class="acts"><?cs call:badge(Story.css, Story.label) ?><?cs if:Story.is_published ?> <a class="btn quiet" href="<?cs var:Base ?>/story/<?cs var:Story.slug ?>">На сайте</a><?cs /if ?></p>
    </div>
<?cs if:Conflict ?>
    <div class="flash s-unknown" role="alert">
      <p class="g"><b>Пока вы правили, материал сохранил<?cs if:Theirs.who ?> другой человек: <?cs var:Theirs.who ?>, <?cs var:Theirs.at.near ?><?cs else ?> другой человек<?cs /if ?>.</b> Ваш текст остался в форме, сохранённый — ниже неё. Перенесите нужное и сохраните ещё раз: останется то, что в форме.</p>
    </div>
<?cs /if ?>
<?cs if:Story.state == "returned" && Story.reason ?>
    <div class="flash s-returned"><p class="g"><b>Вернули на правку:</b> «<?cs var:Story.reason ?>»</p></div>
<?cs elif:Story.state == "withdrawn" ?>
    <div class="flash s-skipped"><p class="g"><b>Материал отозван:</b> «<?cs var:Story.reason ?>»</p></div>
<?cs /if ?>
    <div class="duo">
      <div>
<?cs if:Story.editing ?>
<?cs include!"part/desk_story_form.cs" ?>
<?cs else ?>
<?cs include!"part/desk_story_read.cs" ?>
<?cs /if ?>
<?cs if:Conflict ?>
        <section class="panel" aria-labelledby="h-theirs">
          <h2 id="h-theirs">Сохранено сейчас</h2>
          <p class="f"><b><?cs var:Theirs.title ?></b></p>
          <?cs if:Theirs.lead ?><p class="tx"><?cs var:Theirs.lead ?></p><?cs /if ?>
          <p class="tx"><?cs var:Theirs.text ?></p>
          <?cs if:Theirs.vk_text ?><p class="f"><b>Текст для ВКонтакте</b></p><p class="tx"><?cs var:Theirs.vk_text ?></p><?cs /if ?>
        </section>
<?cs /if ?>
      </div>
      <div class="side">
<?cs include!"part/desk_story_acts.cs" ?>
          <div data-region="publications"<?cs if:Story.poll ?> data-poll<?cs /if ?>>
<?cs if:subcount(Publications) ?>
          <section class="panel" aria-labelledby="h-pub">
            <h2 id="h-pub">Во ВКонтакте</h2>
            <ul class="list">
<?cs each:publication = Publications ?>
              <li><div class="g"><?cs call:badge(publication.css, publication.label) ?><br><small><?cs var:publication.due.near ?></small><?cs if:publication.has_url ?><br><a href="<?cs var:publication.url ?>">Открыть запись</a><?cs /if ?></div><a class="btn quiet" href="<?cs var:Base ?>/desk/publication/<?cs var:publication.id ?>">Подробнее</a></li>
<?cs /each ?>
            </ul>
          </section>
<?cs /if ?>
          </div>
<?cs include!"part/desk_preview.cs" ?>
<?cs include!"part/desk_story_more.cs" ?>
          <details class="panel fold">
            <summary><b>История, <?cs var:Story.versions ?></b></summary>
            <ol class="list">
<?cs each:version = Versions ?>
              <li><span class="w"><?cs var:version.at.near ?></span><div class="g"><?cs var:version.who ?>. <a href="<?cs var:Base ?>/desk/story/<?cs var:Story.id ?>/versions/<?cs var:version.version ?>">Что изменилось<span class="vh"> в версии <?cs var:version.version ?></span></a></div></li>
<?cs /each ?>
            </ol>
<?cs if:subcount(Journal) ?>
            <h3 class="sub">Что делали</h3>
            <ol class="list">
<?cs each:line = Journal ?>
              <li><span class="w"><?cs var:line.at.near ?></span><div class="g"><?cs var:line.who ?>: <?cs var:line.action ?><?cs if:line.detail ?> <small><?cs var:line.detail ?></small><?cs /if ?></div></li>
<?cs /each ?>
            </ol>
<?cs /if ?>
          </details>
      </div>
    </div>
<?cs include!"layout/desk_bottom.cs" ?>
