<?cs # how the post will look and what stands in its way: Preview.* Checks.N Checks_stops ?>
          <div data-region="preview">
          <details class="panel fold" open>
            <summary><b><?cs if:Preview.vk ?>Так запись увидят во ВКонтакте<?cs else ?>Так выглядела бы запись во ВКонтакте<?cs /if ?></b></summary>
            <div class="vk">
              <header class="acts"><img src="<?cs var:Base ?>/static/<?cs var:Static.logo_svg ?>" width="32" height="32" alt=""><div><b><?cs if:Preview.channel ?><?cs var:Preview.channel ?><?cs else ?><?cs var:Site.school ?><?cs /if ?></b><br><small><?cs var:Preview.when ?></small></div></header>
              <p class="tx"><?cs var:Preview.text ?></p>
<?cs if:Preview.photos_go ?>
              <figure class="shot"><img src="<?cs var:Base ?>/media/<?cs var:Preview.photo ?>-960.webp" width="960" height="640" alt=""><?cs if:Preview.photos_more ?><figcaption class="meta">и ещё <?cs var:Preview.photos_more ?></figcaption><?cs /if ?></figure>
<?cs else ?>
              <div class="og"><?cs if:Preview.photo ?><img src="<?cs var:Base ?>/media/<?cs var:Preview.photo ?>-card.jpg" width="600" height="315" alt=""><?cs /if ?><span><b><?cs var:Preview.title ?></b><br><small><?cs var:Preview.host ?></small></span></div>
<?cs /if ?>
            </div>
            <p class="meta f<?cs if:Preview.too_long ?> bad<?cs /if ?>"><?cs var:Preview.count ?> из <?cs var:Preview.max ?> знаков.<?cs if:!Preview.vk ?> Площадка ВКонтакте не отмечена: материал выйдет только на сайте.<?cs elif:Preview.no_key ?> Ключ сообщества не работает: запись подождёт его.<?cs elif:Preview.photos_stay ?> Снимки не прикрепятся: нужен ключ администратора. Картинку даст карточка ссылки.<?cs elif:Preview.photos_go ?> Снимки прикрепятся к записи.<?cs /if ?></p>
          </details>
          <section class="panel" aria-labelledby="h-check">
            <h2 id="h-check">Перед отправкой<?cs if:Checks_stops ?> <small class="bad"><?cs var:Checks_stops ?></small><?cs else ?> <small>ничего не мешает</small><?cs /if ?></h2>
            <ul class="list checks">
<?cs each:check = Checks ?>
              <li class="<?cs if:check.stops ?>no<?cs elif:check.good ?>ok<?cs else ?>tip<?cs /if ?>" data-check="<?cs var:check.name ?>"><?cs if:check.stops ?><?cs call:icon("no") ?><?cs elif:check.good ?><?cs call:icon("ok") ?><?cs else ?><?cs call:icon("info") ?><?cs /if ?> <div><b class="vh"><?cs if:check.stops ?>Мешает отправке: <?cs elif:check.good ?>Готово: <?cs else ?>Совет: <?cs /if ?></b><?cs var:check.text ?><?cs if:check.fix ?>. <?cs if:Story.editing || !Story.id ?><a href="#<?cs var:check.anchor ?>"><?cs var:check.fix ?></a><?cs /if ?><?cs /if ?></div></li>
<?cs /each ?>
            </ul>
          </section>
          </div>
