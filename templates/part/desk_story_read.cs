<?cs # the text of a story to read: Story.title .lead .html .vk_text Photos.N ?>
          <section class="panel" aria-labelledby="h-text">
            <h2 id="h-text">Текст<?cs if:Can.edit ?> <a class="btn quiet" href="<?cs var:Base ?>/desk/story/<?cs var:Story.id ?>?edit=1">Изменить</a><?cs elif:Can.correct ?> <a class="btn quiet" href="<?cs var:Base ?>/desk/story/<?cs var:Story.id ?>?edit=1">Исправить</a><?cs /if ?></h2>
<?cs if:Story.is_review || Story.is_approved ?><?cs if:Can.edit ?>
            <p class="meta">После правки материал снова станет черновиком, и его надо будет согласовать.</p>
<?cs /if ?><?cs /if ?>
<?cs if:Story.is_scheduled ?>
            <p class="meta">Материал в очереди, текст закрыт. Чтобы изменить его, снимите материал с очереди.</p>
<?cs /if ?>
            <div class="text">
              <?cs if:Story.lead ?><p><b><?cs var:Story.lead ?></b></p><?cs /if ?>
              <?cs var:raw(Story.html) ?>
            </div>
          </section>
<?cs if:subcount(Photos) ?>
          <section class="panel" aria-labelledby="h-ph">
            <h2 id="h-ph">Снимки <small><?cs var:Photos_n ?></small></h2>
            <ul class="shots">
<?cs each:photo = Photos ?>
              <li><figure><img src="<?cs var:Base ?>/media/<?cs var:photo.name ?>-480.webp" width="<?cs var:photo.width ?>" height="<?cs var:photo.height ?>" alt="" loading="lazy"><figcaption class="meta"><?cs if:photo.alt ?><?cs var:photo.alt ?><?cs else ?>Описания нет<?cs /if ?></figcaption></figure></li>
<?cs /each ?>
            </ul>
          </section>
<?cs /if ?>
