<?cs # a list of records: Register.* List.* Tabs.N Columns.N label Records.N id heading css label updated Cells.N label text ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph">
      <div><h1><?cs var:Register.title ?></h1><p><?cs var:Register.about ?><?cs if:Register.address ?> <a href="<?cs var:Base ?><?cs var:Register.address ?>">На сайте</a><?cs /if ?></p></div>
      <?cs if:Register.may_write ?><p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?>/new"><?cs var:Register.add ?></a></p><?cs /if ?>
    </div>
    <nav aria-label="Какие записи">
      <ul class="tabs">
<?cs each:tab = Tabs ?>
        <li><a href="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?><?cs if:tab.name ?>?which=<?cs var:tab.name ?><?cs /if ?>"<?cs if:tab.current ?> aria-current="page"<?cs /if ?>><?cs var:tab.label ?> <span class="n"><?cs var:tab.count ?></span></a></li>
<?cs /each ?>
      </ul>
    </nav>
    <form class="tools" method="get" action="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?>" role="search">
      <label for="rq">Найти</label><input type="search" class="auto" id="rq" name="q" value="<?cs var:List.question ?>"><?cs if:List.which ?><input type="hidden" name="which" value="<?cs var:List.which ?>"><?cs /if ?><button type="submit" class="btn quiet">Найти</button>
      <?cs if:List.question ?><a class="lk" href="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?><?cs if:List.which ?>?which=<?cs var:List.which ?><?cs /if ?>">Показать все</a><?cs /if ?>
    </form>
<?cs if:List.n == "0" ?>
    <div class="empty">
<?cs if:List.question ?>
      <h2>Ничего не нашлось</h2>
      <p>Таких слов нет ни в одной записи этого списка. Попробуйте часть слова.</p>
      <p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?>">Показать все</a></p>
<?cs else ?>
      <h2><?cs var:List.empty ?></h2>
      <p><?cs if:List.archive ?>Сюда попадают записи, которые убрали из списка: их можно вернуть.<?cs else ?><?cs var:Register.about ?><?cs /if ?></p>
      <p class="acts"><?cs if:List.which ?><a class="btn" href="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?>">Показать все</a><?cs elif:Register.may_write ?><a class="btn" href="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?>/new"><?cs var:Register.add ?></a><?cs /if ?></p>
<?cs /if ?>
    </div>
<?cs else ?>
    <table class="stack">
      <caption><?cs var:List.words ?>. <span class="noprint"><a href="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?>/csv?<?cs var:List.arguments ?>">Скачать CSV</a>, <a href="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?>/print?<?cs var:List.arguments ?>">напечатать на А4</a></span></caption>
<?cs include!"part/desk_register_rows.cs" ?>
    </table>
<?cs if:List.before || List.after ?>
    <nav aria-label="Страницы списка"><p class="acts f"><?cs if:List.before ?><a class="btn quiet" href="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?>?<?cs var:List.arguments ?>&amp;page=<?cs var:List.before ?>">Назад</a><?cs /if ?> <?cs if:List.after ?><a class="btn quiet" href="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?>?<?cs var:List.arguments ?>&amp;page=<?cs var:List.after ?>">Дальше</a><?cs /if ?></p></nav>
<?cs /if ?>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
