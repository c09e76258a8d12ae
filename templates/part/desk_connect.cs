<?cs # how to connect a community, where there is none: Me.may_admin ?>
    <section class="panel f noprint" aria-labelledby="h-vk0">
      <h2 id="h-vk0">Сообщество ВКонтакте не подключено</h2>
      <ol class="list">
        <li><span class="w">Шаг 1</span><div class="g">Откройте управление сообществом: «Работа с API», «Ключи доступа».</div></li>
        <li><span class="w">Шаг 2</span><div class="g">Создайте ключ с правами «стена», «фотографии», «документы», «управление».</div></li>
        <li><span class="w">Шаг 3</span><div class="g">Вставьте ключ здесь. Мы сразу проверим, что он умеет.</div></li>
      </ol>
      <p class="acts f"><?cs if:Me.may_admin ?><a class="btn" href="<?cs var:Base ?>/desk/vk">Подключить сообщество</a><?cs /if ?> <span class="meta">Пока не подключено, материалы выходят только на сайте.<?cs if:!Me.may_admin ?> Ключ вставляет администратор.<?cs /if ?></span></p>
    </section>
